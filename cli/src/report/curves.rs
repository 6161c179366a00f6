//! What probabilities are worth: the two curves, each with its table.

use relais::KnowledgeBase;
use relais::eval::{HeldOut, RiskCoverage};

use super::plots::{self, About};
use super::sections::paragraph;
use super::words::{Words, html, table};
use crate::args::Lang;
use crate::exit::Failure;

/// The curve of risk against coverage.
pub(super) fn risk_coverage(
    base: &KnowledgeBase,
    held_out: &HeldOut,
    words: Words,
) -> Result<String, Failure> {
    let mut out = String::new();
    if held_out.risk_coverage.is_empty() {
        paragraph(&mut out, too_few(words));
        return Ok(out);
    }
    let bars = base
        .locales()
        .first()
        .and_then(|locale| base.texts(*locale))
        .map(|texts| texts.settings.bars);
    let bar = bars.map_or(0.75, |bars| f64::from(bars.answer.value()));
    let near = |point: &&RiskCoverage| (point.bar * 1000.0 - bar * 1000.0).abs() as u64;
    let now = held_out.risk_coverage.iter().min_by_key(near).copied();
    // Only some bars are tried, so that the one in use may be between two of them.
    let is_tried = now.is_some_and(|now| near(&&now) == 0);
    let in_use = words.percent(Some(bar));
    let triangle = match (words.0, is_tried) {
        (Lang::En, true) => format!("the triangle is the one in use ({in_use})"),
        (Lang::En, false) => format!("the triangle is the nearest to the one in use ({in_use})"),
        (Lang::Fr, true) => format!("le triangle est celui d’aujourd’hui ({in_use})"),
        (Lang::Fr, false) => {
            format!("le triangle est le plus proche de celui d’aujourd’hui ({in_use})")
        }
    };
    let meaning = words.say(
        "The engine answers where it is at least as sure as the bar of the knowledge base, and \
         asks or hands over below. A lower bar answers more, and more of it wrongly. Each point \
         of the curve is a bar;",
        "Le moteur répond s’il est au moins aussi sûr que le seuil de la base ; sinon il demande \
         ou transmet. Un seuil plus bas répond plus souvent, et plus souvent faux. Chaque point \
         de la courbe est un seuil ;",
    );
    paragraph(&mut out, &format!("{meaning} {triangle}."));
    let label = match is_tried {
        true => words.say("now", "aujourd’hui"),
        false => words.say("nearest", "au plus près"),
    };
    let description = along(&held_out.risk_coverage, words);
    let about = About {
        id: "risk-plot",
        title: words
            .say("Wrong answers against answers", "Mauvaises réponses selon la part de réponses"),
        description: &description,
    };
    let svg =
        plots::risk_coverage(&held_out.risk_coverage, now.map(|now| (now, label)), &about, words)?;
    html!(
        &mut out,
        "<div class=\"pair\"><figure>{svg}<figcaption>{}</figcaption></figure>\n",
        about.title
    );
    let shown = held_out.risk_coverage.iter().filter(|point| {
        now.is_some_and(|now| now == **point)
            || (point.bar * 10.0).fract().min(1.0 - (point.bar * 10.0).fract()) < 1e-6
    });
    table(
        &mut out,
        words.say("What a bar would do", "Ce que ferait un seuil"),
        &[
            words.say("bar", "seuil"),
            words.say("answered", "répon\u{ad}dues"),
            words.say("of them wrong", "dont fausses"),
            words.say("in scope, right", "à traiter, justes"),
        ],
        shown.map(|point| {
            let is_now = now == Some(*point);
            let mark = if is_now { format!(" ▲ {label}") } else { String::new() };
            (
                is_now,
                vec![
                    format!("{}{mark}", words.percent(Some(point.bar))),
                    words.percent(Some(point.coverage)),
                    words.percent(Some(point.risk)),
                    words.percent(Some(point.inside_answered)),
                ],
            )
        }),
    );
    out.push_str("</div>\n");
    Ok(out)
}

/// Where the curve of risk against coverage begins and ends, for those who do not see it.
fn along(points: &[RiskCoverage], words: Words) -> String {
    let ends = [points.last(), points.first()].into_iter().flatten().map(|point| {
        let (answered, wrong) =
            (words.percent(Some(point.coverage)), words.percent(Some(point.risk)));
        match words.0 {
            Lang::En => format!("where {answered} are answered, {wrong} of the answers are wrong"),
            Lang::Fr => {
                format!("là où {answered} reçoivent une réponse, {wrong} des réponses sont fausses")
            }
        }
    });
    let ends = ends.collect::<Vec<_>>().join(words.say("; ", "\u{a0}; "));
    match words.0 {
        Lang::En => format!(
            "A curve over the share of the questions that are answered: {ends}. The table has the same figures."
        ),
        Lang::Fr => format!(
            "Une courbe selon la part des questions qui reçoivent une réponse : {ends}. Le tableau \
             donne les mêmes chiffres."
        ),
    }
}

/// The reliability diagram.
pub(super) fn reliability(held_out: &HeldOut, words: Words) -> Result<String, Failure> {
    let mut out = String::new();
    let Some(error) = held_out.calibration_error else {
        paragraph(&mut out, too_few(words));
        return Ok(out);
    };
    let off = words.percent(Some(error));
    paragraph(
        &mut out,
        &match words.0 {
            Lang::En => format!(
                "Of the questions of which the engine is 80% sure, 80% should be right. The \
                 points would then be on the dashed line; they are {off} off in the mean. Below \
                 the line it is too sure of itself, above it is too careful."
            ),
            Lang::Fr => format!(
                "Parmi les questions dont le moteur est sûr à 80\u{a0}%, 80\u{a0}% devraient être \
                 justes. Les points seraient alors sur la ligne en tirets ; ils en sont à {off} \
                 en moyenne. Au-dessous, il est trop sûr de lui ; au-dessus, trop prudent."
            ),
        },
    );
    let groups =
        words.count(held_out.reliability.len(), ["group", "groups"], ["groupe", "groupes"]);
    let description = match words.0 {
        Lang::En => format!(
            "{groups} of questions by rising probability, beside the dashed line on which both \
             are the same. The table has the same figures."
        ),
        Lang::Fr => format!(
            "{groups} de questions par probabilité croissante, près de la ligne en tirets où les \
             deux se valent. Le tableau donne les mêmes chiffres."
        ),
    };
    let about = About {
        id: "reliability-plot",
        title: words.say(
            "What is right against what the engine says",
            "Ce qui est juste selon ce que dit le moteur",
        ),
        description: &description,
    };
    let svg = plots::reliability(&held_out.reliability, &about, words)?;
    html!(
        &mut out,
        "<div class=\"pair\"><figure>{svg}<figcaption>{}</figcaption></figure>\n",
        about.title
    );
    table(
        &mut out,
        words.say("Questions by how sure the engine is", "Questions selon la certitude du moteur"),
        &[
            words.say("the engine says", "le moteur dit"),
            words.say("right", "justes"),
            words.say("questions", "questions"),
        ],
        held_out.reliability.iter().map(|bin| {
            (
                false,
                vec![
                    words.percent(Some(bin.predicted)),
                    words.percent(Some(bin.right)),
                    bin.questions.to_string(),
                ],
            )
        }),
    );
    out.push_str("</div>\n");
    Ok(out)
}

fn too_few(words: Words) -> &'static str {
    words.say(
        "There are too few questions to measure it.",
        "Il y a trop peu de questions pour le mesurer.",
    )
}
