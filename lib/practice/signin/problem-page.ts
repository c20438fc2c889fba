import type { WireResponse } from '../wire/request';
import { escapeXml } from '../wire/write-xml';
import { backLink, page } from './page';

const TITLES: Record<number, string> = {
  401: 'Session expired',
  405: 'Not allowed',
};

/** One sentence, and the way back. */
export const messagePage = (
  status: number,
  title: string,
  sentence: string,
  issuer: string,
): WireResponse =>
  page(status, `${title} · Practice console`, {
    main: `<h1>${escapeXml(title)}</h1>\n<p>${escapeXml(sentence)}</p>\n${backLink(issuer)}`,
  });

/** What went wrong, and the way back. */
export const problemPage = (
  status: number,
  sentence: string,
  issuer = '',
): WireResponse => messagePage(status, TITLES[status] ?? 'Bad request', sentence, issuer);
