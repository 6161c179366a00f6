"""A call to Relais from Python, by ctypes:

    python3 call.py kb.relais
"""
import ctypes
import sys
from ctypes import POINTER, byref, c_char_p, c_int32, c_int64, c_size_t, c_void_p

relais = ctypes.CDLL("librelais.so.0")

HAND_TO_HUMAN = 5
VOICE = 1
SPEECH, QUEUE, SUMMARY = 2, 11, 14


class SessionOptions(ctypes.Structure):
    _fields_ = [
        ("struct_size", c_size_t),
        ("locale", c_char_p),
        ("locale_length", c_size_t),
        ("id", c_char_p),
        ("id_length", c_size_t),
        ("channel", c_int32),
        ("events", c_int32),
    ]


# Without these lines ctypes takes every argument and result for an int, and cuts pointers in half.
def declare(function, result, *arguments):
    function.restype, function.argtypes = result, arguments


declare(relais.relais_status_name, c_char_p, c_int32)
declare(relais.relais_kb_open_path, c_int32, c_char_p, c_size_t, POINTER(c_void_p), c_char_p, c_size_t)
declare(relais.relais_kb_free, None, c_void_p)
declare(relais.relais_session_new, c_int32, c_void_p, POINTER(SessionOptions), POINTER(c_void_p), c_char_p, c_size_t)
declare(relais.relais_session_start, c_int32, c_void_p, c_int64, POINTER(c_void_p))
declare(relais.relais_session_text, c_int32, c_void_p, c_char_p, c_size_t, c_int64, POINTER(c_void_p))
declare(relais.relais_session_free, None, c_void_p)
declare(relais.relais_turn_outcome, c_int32, c_void_p)
declare(relais.relais_turn_text, c_void_p, c_void_p, c_int32, POINTER(c_size_t))
declare(relais.relais_turn_free, None, c_void_p)


def must(status, why=b""):
    if status != 0:
        raise RuntimeError(f"{relais.relais_status_name(status).decode()}: {why.decode()}")


def text_of(turn, field):
    length = c_size_t()
    pointer = relais.relais_turn_text(turn, field, byref(length))
    return ctypes.string_at(pointer, length.value).decode()


def show(turn):
    """Prints a turn, and frees it."""
    outcome = relais.relais_turn_outcome(turn)
    print(f"{outcome}: {text_of(turn, SPEECH)}")
    if outcome == HAND_TO_HUMAN:
        print(f"to {text_of(turn, QUEUE)}: {text_of(turn, SUMMARY)}")
    relais.relais_turn_free(turn)


def main(path, now=1795424400):
    kb, session, turn = c_void_p(), c_void_p(), c_void_p()
    why = ctypes.create_string_buffer(200)
    must(relais.relais_kb_open_path(path, len(path), byref(kb), why, len(why)), why.value)
    options = SessionOptions(ctypes.sizeof(SessionOptions), b"fr", 2, b"call-1", 6, VOICE, 0)
    must(relais.relais_session_new(kb, byref(options), byref(session), why, len(why)), why.value)
    must(relais.relais_session_start(session, now, byref(turn)))
    show(turn)
    for said in ("où trouver mon code PUK ?", "je veux parler à un conseiller"):
        given = said.encode()
        must(relais.relais_session_text(session, given, len(given), now, byref(turn)))
        show(turn)
    relais.relais_session_free(session)
    relais.relais_kb_free(kb)


sys.stdout.reconfigure(encoding="utf-8")
main(sys.argv[1].encode())
