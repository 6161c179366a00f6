// A call to Relais from Go, by cgo:
//
//	go run . kb.relais
package main

/*
#cgo pkg-config: relais
#include <relais.h>
#include <stdlib.h>

// Go cannot use the macro.
static relais_session_options session_options(void)
{
    relais_session_options options = RELAIS_SESSION_OPTIONS_INIT;
    return options;
}
*/
import "C"

import (
	"fmt"
	"log"
	"os"
	"unsafe"
)

// given is text as C takes it; free it afterwards.
func given(text string) (*C.char, C.size_t) {
	return C.CString(text), C.size_t(len(text))
}

func must(status C.relais_status, why *C.char) {
	if status != C.RELAIS_OK {
		log.Fatalf("%s: %s", C.GoString(C.relais_status_name(status)), C.GoString(why))
	}
}

func textOf(turn *C.relais_turn, field C.int32_t) string {
	var length C.size_t
	text := C.relais_turn_text(turn, field, &length)
	return C.GoStringN(text, C.int(length))
}

// show prints a turn, and frees it.
func show(turn *C.relais_turn) {
	outcome := C.relais_turn_outcome(turn)
	fmt.Printf("%d: %s\n", outcome, textOf(turn, C.RELAIS_TEXT_SPEECH))
	if outcome == C.RELAIS_OUTCOME_HAND_TO_HUMAN {
		fmt.Printf("to %s: %s\n", textOf(turn, C.RELAIS_TEXT_QUEUE), textOf(turn, C.RELAIS_TEXT_SUMMARY))
	}
	C.relais_turn_free(turn)
}

func main() {
	const now = 1795424400
	var kb *C.relais_kb
	var session *C.relais_session
	var turn *C.relais_turn
	why := (*C.char)(C.calloc(200, 1))
	defer C.free(unsafe.Pointer(why))

	path, length := given(os.Args[1])
	defer C.free(unsafe.Pointer(path))
	must(C.relais_kb_open_path(path, length, &kb, why, 200), why)
	defer C.relais_kb_free(kb)

	options := C.session_options()
	options.locale, options.locale_length = given("fr")
	options.id, options.id_length = given("call-1")
	options.channel = C.RELAIS_CHANNEL_VOICE
	must(C.relais_session_new(kb, &options, &session, why, 200), why)
	C.free(unsafe.Pointer(options.locale))
	C.free(unsafe.Pointer(options.id))
	defer C.relais_session_free(session)

	must(C.relais_session_start(session, now, &turn), why)
	show(turn)
	for _, said := range []string{"où trouver mon code PUK ?", "je veux parler à un conseiller"} {
		text, length := given(said)
		must(C.relais_session_text(session, text, length, now, &turn), why)
		C.free(unsafe.Pointer(text))
		show(turn)
	}
}
