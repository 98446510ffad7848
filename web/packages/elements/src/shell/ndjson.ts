// Reads newline-delimited JSON as it arrives, so that the first answer is drawn before the last is computed.

export async function* readLines<Message>(body: ReadableStream<Uint8Array>): AsyncGenerator<Message> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = "";
  try {
    for (;;) {
      const { value, done } = await reader.read();
      rest += value ?? "";
      const lines = rest.split("\n");
      rest = done ? "" : (lines.pop() ?? "");
      for (const line of lines) {
        if (line.trim() !== "") yield JSON.parse(line) as Message;
      }
      if (done) return;
    }
  } finally {
    // A reader who stops early lets the server stop, too.
    await reader.cancel().catch(() => undefined);
  }
}
