// A call to Relais from C#, by P/Invoke, in Mono or .NET:
//
//     mcs Call.cs && mono Call.exe kb.relais
using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Text;

static class Call
{
    const string Library = "librelais.so.0";
    const int HandToHuman = 5;
    const int Voice = 1;
    const int Speech = 2, Queue = 11, Summary = 14;

    // Text goes over as bytes: .NET's own marshalling would make it the text of the locale of the machine.
    [StructLayout(LayoutKind.Sequential)]
    struct Options
    {
        public UIntPtr StructSize;
        public IntPtr Locale;
        public UIntPtr LocaleLength;
        public IntPtr Id;
        public UIntPtr IdLength;
        public int Channel;
        public int Events;
    }

    [DllImport(Library)] static extern IntPtr relais_status_name(int status);
    [DllImport(Library)] static extern int relais_kb_open_path(byte[] path, UIntPtr length, out IntPtr kb, byte[] error, UIntPtr errorSize);
    [DllImport(Library)] static extern void relais_kb_free(IntPtr kb);
    [DllImport(Library)] static extern int relais_session_new(IntPtr kb, ref Options options, out IntPtr session, byte[] error, UIntPtr errorSize);
    [DllImport(Library)] static extern int relais_session_start(IntPtr session, long now, out IntPtr turn);
    [DllImport(Library)] static extern int relais_session_text(IntPtr session, byte[] text, UIntPtr length, long now, out IntPtr turn);
    [DllImport(Library)] static extern void relais_session_free(IntPtr session);
    [DllImport(Library)] static extern int relais_turn_outcome(IntPtr turn);
    [DllImport(Library)] static extern IntPtr relais_turn_text(IntPtr turn, int field, out UIntPtr length);
    [DllImport(Library)] static extern void relais_turn_free(IntPtr turn);

    static UIntPtr Size(int bytes)
    {
        return (UIntPtr)(uint)bytes;
    }

    static void Must(int status, byte[] why)
    {
        if (status == 0) return;
        string line = Encoding.UTF8.GetString(why, 0, Array.IndexOf(why, (byte)0));
        throw new InvalidOperationException(Marshal.PtrToStringAnsi(relais_status_name(status)) + ": " + line);
    }

    static string TextOf(IntPtr turn, int field)
    {
        UIntPtr length;
        IntPtr text = relais_turn_text(turn, field, out length);
        byte[] bytes = new byte[(int)length];
        Marshal.Copy(text, bytes, 0, bytes.Length);
        return Encoding.UTF8.GetString(bytes);
    }

    // Prints a turn, and frees it.
    static void Show(IntPtr turn, TextWriter to)
    {
        int outcome = relais_turn_outcome(turn);
        to.WriteLine(outcome + ": " + TextOf(turn, Speech));
        if (outcome == HandToHuman) to.WriteLine("to " + TextOf(turn, Queue) + ": " + TextOf(turn, Summary));
        relais_turn_free(turn);
    }

    static void Main(string[] arguments)
    {
        var to = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(false)) { AutoFlush = true };
        const long now = 1795424400;
        IntPtr kb, session, turn;
        byte[] path = Encoding.UTF8.GetBytes(arguments[0]), why = new byte[200];
        Must(relais_kb_open_path(path, Size(path.Length), out kb, why, Size(why.Length)), why);

        IntPtr locale = Marshal.StringToHGlobalAnsi("fr"), id = Marshal.StringToHGlobalAnsi("call-1");
        var options = new Options
        {
            StructSize = Size(Marshal.SizeOf(typeof(Options))),
            Locale = locale, LocaleLength = Size(2), Id = id, IdLength = Size(6), Channel = Voice,
        };
        Must(relais_session_new(kb, ref options, out session, why, Size(why.Length)), why);
        Marshal.FreeHGlobal(locale);
        Marshal.FreeHGlobal(id);

        Must(relais_session_start(session, now, out turn), why);
        Show(turn, to);
        foreach (string said in new[] { "où trouver mon code PUK ?", "je veux parler à un conseiller" })
        {
            byte[] text = Encoding.UTF8.GetBytes(said);
            Must(relais_session_text(session, text, Size(text.Length), now, out turn), why);
            Show(turn, to);
        }
        relais_session_free(session);
        relais_kb_free(kb);
    }
}
