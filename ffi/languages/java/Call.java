import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.ptr.PointerByReference;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A call to Relais from Java, by JNA:
 *
 *     javac -cp jna.jar Call.java && java -cp jna.jar:. Call kb.relais
 */
public final class Call {
    static final int HAND_TO_HUMAN = 5;
    static final int VOICE = 1;
    static final int SPEECH = 2, QUEUE = 11, SUMMARY = 14;

    /** `size_t` is NativeLong where long and pointers are of one size, as on Linux. */
    public interface Relais extends Library {
        String relais_status_name(int status);
        int relais_kb_open_path(byte[] path, NativeLong length, PointerByReference kb, byte[] error, NativeLong errorSize);
        void relais_kb_free(Pointer kb);
        int relais_session_new(Pointer kb, Options options, PointerByReference session, byte[] error, NativeLong errorSize);
        int relais_session_start(Pointer session, long now, PointerByReference turn);
        int relais_session_text(Pointer session, byte[] text, NativeLong length, long now, PointerByReference turn);
        void relais_session_free(Pointer session);
        int relais_turn_outcome(Pointer turn);
        String relais_turn_text(Pointer turn, int field, Pointer length);
        void relais_turn_free(Pointer turn);
    }

    @Structure.FieldOrder({"structSize", "locale", "localeLength", "id", "idLength", "channel", "events"})
    public static class Options extends Structure {
        public NativeLong structSize;
        public String locale;
        public NativeLong localeLength;
        public String id;
        public NativeLong idLength;
        public int channel;
        public int events;
    }

    static final Relais relais =
            Native.load("librelais.so.0", Relais.class, Map.of(Library.OPTION_STRING_ENCODING, "UTF-8"));

    static NativeLong size(long bytes) {
        return new NativeLong(bytes);
    }

    static void must(int status, byte[] why) {
        if (status != 0) throw new IllegalStateException(relais.relais_status_name(status) + ": " + Native.toString(why, "UTF-8"));
    }

    /** Prints a turn, and frees it. */
    static void show(Pointer turn, PrintStream out) {
        int outcome = relais.relais_turn_outcome(turn);
        out.println(outcome + ": " + relais.relais_turn_text(turn, SPEECH, null));
        if (outcome == HAND_TO_HUMAN) {
            out.println("to " + relais.relais_turn_text(turn, QUEUE, null) + ": " + relais.relais_turn_text(turn, SUMMARY, null));
        }
        relais.relais_turn_free(turn);
    }

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        long now = 1795424400;
        byte[] path = arguments[0].getBytes(StandardCharsets.UTF_8), why = new byte[200];
        PointerByReference kb = new PointerByReference(), session = new PointerByReference(), turn = new PointerByReference();
        must(relais.relais_kb_open_path(path, size(path.length), kb, why, size(why.length)), why);

        Options options = new Options();
        options.structSize = size(options.size());
        options.locale = "fr";
        options.localeLength = size(2);
        options.id = "call-1";
        options.idLength = size(6);
        options.channel = VOICE;
        must(relais.relais_session_new(kb.getValue(), options, session, why, size(why.length)), why);

        must(relais.relais_session_start(session.getValue(), now, turn), why);
        show(turn.getValue(), out);
        for (String said : new String[] {"où trouver mon code PUK ?", "je veux parler à un conseiller"}) {
            byte[] text = said.getBytes(StandardCharsets.UTF_8);
            must(relais.relais_session_text(session.getValue(), text, size(text.length), now, turn), why);
            show(turn.getValue(), out);
        }
        relais.relais_session_free(session.getValue());
        relais.relais_kb_free(kb.getValue());
    }
}
