import { Fragment } from 'react';
import { AccountIdText } from './account-id-text';
import { Time } from './time';

/** A moment as a sentence names it, `2026-11-26 18:30 UTC` or as a policy writes it, and an account's id. */
const TOLD =
  /(\d{4}-\d\d-\d\d \d\d:\d\d UTC|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ|(?<=\b[Aa]ccount(?: is)? )\d{12}\b)/;

/** A sentence of the server, with moments in the reader's own time and account ids in groups. */
export function SaidText({ text }: { text: string }) {
  return text.split(TOLD).map((part, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text keep their places
    <Fragment key={index}>{index % 2 === 0 ? part : <Told text={part} />}</Fragment>
  ));
}

function Told({ text }: { text: string }) {
  if (/^\d{12}$/.test(text)) return <AccountIdText id={text} className="said-id" />;
  return <Time at={text.replace(' UTC', 'Z').replace(' ', 'T')} format="moment" />;
}
