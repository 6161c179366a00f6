-- A call to Relais from LuaJIT, as in FreeSWITCH's mod_lua built with it:
--
--     luajit call.lua kb.relais
local ffi = require("ffi")

-- The parts of relais.h that are used here.
ffi.cdef [[
typedef struct relais_kb relais_kb;
typedef struct relais_session relais_session;
typedef struct relais_turn relais_turn;
typedef struct relais_session_options {
    size_t struct_size;
    const char *locale;
    size_t locale_length;
    const char *id;
    size_t id_length;
    int32_t channel;
    int32_t events;
} relais_session_options;
const char *relais_status_name(int32_t status);
int32_t relais_kb_open_path(const char *path, size_t path_length, relais_kb **kb, char *error, size_t error_size);
void relais_kb_free(relais_kb *kb);
int32_t relais_session_new(relais_kb *kb, const relais_session_options *options, relais_session **session,
                           char *error, size_t error_size);
int32_t relais_session_start(relais_session *session, int64_t now, relais_turn **turn);
int32_t relais_session_text(relais_session *session, const char *text, size_t text_length, int64_t now,
                            relais_turn **turn);
void relais_session_free(relais_session *session);
int32_t relais_turn_outcome(const relais_turn *turn);
const char *relais_turn_text(const relais_turn *turn, int32_t field, size_t *length);
void relais_turn_free(relais_turn *turn);
]]
local relais = ffi.load("librelais.so.0")

local HAND_TO_HUMAN = 5
local VOICE = 1
local SPEECH, QUEUE, SUMMARY = 2, 11, 14

local why = ffi.new("char[200]")
local function must(status)
    if status ~= 0 then
        error(ffi.string(relais.relais_status_name(status)) .. ": " .. ffi.string(why))
    end
end

local length = ffi.new("size_t[1]")
local function text_of(turn, field)
    local text = relais.relais_turn_text(turn, field, length)
    return ffi.string(text, length[0])
end

-- Prints a turn, and frees it.
local function show(turn)
    local outcome = relais.relais_turn_outcome(turn)
    print(outcome .. ": " .. text_of(turn, SPEECH))
    if outcome == HAND_TO_HUMAN then
        print("to " .. text_of(turn, QUEUE) .. ": " .. text_of(turn, SUMMARY))
    end
    relais.relais_turn_free(turn)
end

local path, now = arg[1], 1795424400
local kb, session, turn = ffi.new("relais_kb *[1]"), ffi.new("relais_session *[1]"), ffi.new("relais_turn *[1]")
must(relais.relais_kb_open_path(path, #path, kb, why, 200))

-- The collector may not free these before the session is made.
local locale, id = "fr", "call-1"
local options = ffi.new("relais_session_options", {
    ffi.sizeof("relais_session_options"), locale, #locale, id, #id, VOICE, 0,
})
must(relais.relais_session_new(kb[0], options, session, why, 200))

must(relais.relais_session_start(session[0], now, turn))
show(turn[0])
for _, said in ipairs { "où trouver mon code PUK ?", "je veux parler à un conseiller" } do
    must(relais.relais_session_text(session[0], said, #said, now, turn))
    show(turn[0])
end
relais.relais_session_free(session[0])
relais.relais_kb_free(kb[0])
