import { Fragment } from 'react';
import { AccountIdText } from './account-id-text';
import { Time } from './time';

/**
 * A moment as a sentence names it, `2026-11-26 18:30 UTC`, or as a policy writes it, after words
 * about the time, and an account's id. The same signs within a name or an ID belong to it.
 */
const TOLD =
  /(?<![\w:/.@=+-])(\d{4}-\d\d-\d\d \d\d:\d\d UTC|(?<=\bthe time [a-z ]{0,40})\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ|(?<=\b[Aa]ccount(?: is)? )\d{12})(?![\w:/@=+-]|\.\w)/;

/** A sentence of the server, with moments in the reader's own time and account ids in groups. */
export function SaidText({ text }: { text: string }) {
  return text.split(TOLD).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text keep their places
    <Fragment key={index}>{index % 2 === 0 ? part : <Told text={part} />}</Fragment>
  ));
}

function Told({ text }: { text: string }) {
  if (/^\d{12}$/.test(text)) return <AccountIdText id={text} className="said-id" />;
  const at = text.replace(' UTC', 'Z').replace(' ', 'T');
  return Number.isNaN(Date.parse(at)) ? text : <Time at={at} format="moment" />;
}
