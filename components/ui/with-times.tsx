import { Time } from './time';

/** A moment as the server writes it into a sentence: `2026-11-26 18:30 UTC`. */
const MOMENT = /(\d{4}-\d\d-\d\d \d\d:\d\d) UTC/;

/** A sentence of the server, with its moments in the reader's own time. */
export function WithTimes({ text }: { text: string }) {
  return text.split(MOMENT).map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text keep their places
      <Time key={index} at={`${part.replace(' ', 'T')}Z`} format="moment" />
    ),
  );
}
