#include "hooks.h"

#include "program.h"

#include <stdlib.h>
#include <string.h>

#define MOST_HYPOTHESES 5
#define SECONDS 10

/* The exit code of a recogniser that heard nobody. */
#define NOBODY_SPOKE 1

/* Reads lines `0.82 where is my parcel`, which are changed on the way. */
static size_t hypotheses_of(char *printed, relais_hypothesis hypotheses[MOST_HYPOTHESES])
{
    size_t count = 0;
    char *line, *rest = NULL;
    for (line = strtok_r(printed, "\r\n", &rest); line != NULL && count < MOST_HYPOTHESES;
         line = strtok_r(NULL, "\r\n", &rest)) {
        char *text;
        double score = strtod(line, &text);
        if (text == line || *text != ' ' || text[1] == '\0') continue;
        if (!(score >= 0)) score = 0;
        if (score > 1) score = 1;
        hypotheses[count].text = text + 1;
        hypotheses[count].text_length = strlen(text + 1);
        hypotheses[count].score_thousandths = (int32_t)(score * 1000 + 0.5);
        hypotheses[count].reserved = 0;
        count++;
    }
    return count;
}

relais_status hooks_heard(relais_session *session, const char *const *arguments, int64_t now,
                          relais_turn **turn)
{
    relais_hypothesis hypotheses[MOST_HYPOTHESES];
    char printed[8192];
    size_t count;
    relais_status status;
    int code = program_run(arguments, "", printed, sizeof printed, SECONDS);
    if (code == NOBODY_SPOKE) return relais_session_event(session, RELAIS_EVENT_NO_INPUT, now, turn);
    if (code != 0) return relais_session_event(session, RELAIS_EVENT_RECOGNITION_ERROR, now, turn);
    count = hypotheses_of(printed, hypotheses);
    if (count == 0) return relais_session_event(session, RELAIS_EVENT_NO_MATCH, now, turn);
    status = relais_session_heard(session, hypotheses, count, now, turn);
    if (status != RELAIS_ERROR_NOT_UTF8) return status;
    return relais_session_event(session, RELAIS_EVENT_RECOGNITION_ERROR, now, turn);
}

relais_status hooks_act(const settings *settings, relais_session *session, const relais_turn *asked,
                        int64_t now, relais_turn **turn)
{
    char printed[8192];
    const char *code = "unavailable";
    if (settings->actor != NULL) {
        const char *arguments[] = {settings->actor, relais_turn_text(asked, RELAIS_TEXT_ACTION, NULL),
                                   relais_turn_text(asked, RELAIS_TEXT_KEY, NULL),
                                   relais_turn_text(asked, RELAIS_TEXT_LOCALE, NULL), NULL};
        const char *values = relais_turn_text(asked, RELAIS_TEXT_VALUES, NULL);
        int exit_code = program_run(arguments, values, printed, sizeof printed, SECONDS);
        printed[strcspn(printed, "\r\n")] = '\0';
        code = exit_code == 0 ? "" : "failed";
        if (exit_code > 0 && printed[0] != '\0') code = printed;
        /* Facts that cannot be read are an act of which nobody knows what came of it. */
        if (exit_code == 0 && printed[0] != '\0' &&
            relais_session_set_facts_json(session, printed, strlen(printed), NULL, 0) != RELAIS_OK)
            code = "failed";
    }
    return relais_session_acted(session, code, strlen(code), now, turn);
}
