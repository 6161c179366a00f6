use super::classifier::LARGE;
use super::corpus::Corpus;
use super::lesson::Lesson;
use super::sample::Sample;
use super::separate::Trainer;

/// Learns from samples whose classes are below `classes`. The same samples in the same order give the
/// same lesson.
///
/// One linear separator a class is found by dual coordinate descent on the squared hinge (Hsieh et
/// al., "A Dual Coordinate Descent Method for Large-scale Linear SVM", ICML 2008), without a learned
/// intercept: see the module's documentation. It is kept as the duals, one a text: the pulls. Above
/// [`LARGE`] classes the mean of a class's own texts replaces its separator, which takes time linear
/// in the content.
pub(crate) fn train(samples: &[Sample], classes: usize) -> Lesson {
    let mut lesson = Lesson::of(samples, classes);
    if classes <= LARGE {
        let corpus = Corpus::new(&lesson);
        let members = lesson.members();
        let mut trainer = Trainer::new(&lesson, &corpus);
        let classes = (0..classes as u32).zip(members.iter());
        lesson.pulls = classes.map(|(class, members)| trainer.separate(class, members)).collect();
    }
    lesson
}
