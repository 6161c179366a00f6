/* The header alone, in every version of C and C++. */
#include <relais.h>

int main(void)
{
    relais_session_options options = RELAIS_SESSION_OPTIONS_INIT;
    relais_kb *kb = 0;
    relais_session *session = 0;
    relais_turn *turn = 0;
    return options.struct_size == sizeof options && !kb && !session && !turn &&
                   relais_kb_generation(kb) == 0 && relais_turn_outcome(turn) == RELAIS_OUTCOME_SILENT
               ? 0
               : 1;
}
