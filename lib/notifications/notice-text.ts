import { isAlwaysMailed } from '@/lib/core/always-mailed';
import { sayDuration } from '@/lib/core/duration';
import { sayTime } from '@/lib/core/say-time';
import type { Notice } from '@/lib/ports';

/** What a person reads. Nothing in it is secret; the link asks for a sign-in. */
export type NoticeText = {
  subject: string;
  /** Sentences, each a paragraph. */
  lines: string[];
  link: { title: string; url: string };
};

type Said = Omit<NoticeText, 'link'> & { page: string };

const ENDED = {
  ended: 'was ended early',
  cancelled: 'was taken back',
  undecided: 'lapsed, as nobody decided on it in time',
  unused: 'lapsed, as it was not used in time',
  'ran-out': 'has come to its end',
} as const;

const AGAIN = 'Whoever still needs it asks again.';

const said = (text: string): string[] => (text.trim() === '' ? [] : [text.trim()]);

const placesOf = ({ places }: { places: string[] }): string => places.join(', ');

function sayRequest(notice: Extract<Notice, { requestId: string }>): Omit<Said, 'page'> {
  const { personName } = notice;
  const what = placesOf(notice);
  switch (notice.event) {
    case 'request-made':
      return {
        subject: `${personName} asks for ${what}`,
        lines: [
          `${personName} asks for ${what} for ${sayDuration(notice.durationSeconds)}.`,
          `Reason: ${notice.reason}`,
          ...(notice.ticket ? [`Ticket: ${notice.ticket}`] : []),
        ],
      };
    case 'request-decided': {
      const verb = notice.isApproved ? 'approved' : 'refused';
      return {
        subject: `${notice.deciderName} ${verb} ${what} for ${personName}`,
        lines: [
          `${notice.deciderName} ${verb} what ${personName} asked for: ${what}.`,
          ...said(notice.comment ?? ''),
        ],
      };
    }
    case 'request-ended':
      return sayEnd(notice);
    case 'break-glass-used':
      return {
        subject: `${personName} broke the glass for ${what}`,
        lines: [
          `${personName} took ${what} without an approval, for ${sayDuration(notice.durationSeconds)} from its first use.`,
          `Reason: ${notice.reason}`,
          'Look at what was done with it, and close the review.',
        ],
      };
    case 'break-glass-reviewed':
      return {
        subject: `${notice.byName} closed the review of ${what} for ${personName}`,
        lines: [
          `${notice.byName} looked at what ${personName} did behind the glass of ${what}, and closed the review.`,
          ...said(notice.comment),
        ],
      };
    default:
      return notice satisfies never;
  }
}

function sayEnd(notice: Extract<Notice, { how: string }>): Omit<Said, 'page'> {
  const { byName, personName, how } = notice;
  const subject = `What ${personName} asked for ${ENDED[how]}`;
  const what = placesOf(notice);
  return byName === null
    ? { subject, lines: [`${subject}: ${what}.`, AGAIN] }
    : { subject, lines: [`${subject} by ${byName}: ${what}.`] };
}

type GrantNotice = Extract<Notice, { toName: string }>;

const GRANT_LINE: Record<GrantNotice['event'], (notice: GrantNotice) => string> = {
  'grant-given': ({ role, toName, byName, words }) =>
    `${byName ?? 'Drawbridge'} gave ${role} to ${toName}, ${words}.`,
  'grant-changed': ({ role, toName, byName, words }) =>
    `${byName ?? 'Somebody'} changed the grant of ${role} to ${toName}. Now it is ${words}.`,
  'grant-ends-soon': ({ role, toName, words }) =>
    `The grant of ${role} to ${toName} ends soon. It is ${words}. Whoever still needs it asks an administrator to move its end.`,
  'grant-ended': ({ role, toName, byName }) =>
    byName === null
      ? `The grant of ${role} to ${toName} has come to its end.`
      : `${byName} ended the grant of ${role} to ${toName}. Sessions that are open go on until their own end.`,
};

const GRANT_VERB: Record<GrantNotice['event'], string> = {
  'grant-given': 'was given',
  'grant-changed': 'was changed',
  'grant-ends-soon': 'ends soon',
  'grant-ended': 'ended',
};

const sayGrant = (notice: GrantNotice): Omit<Said, 'page'> => ({
  subject: `The grant of ${notice.role} to ${notice.toName} ${GRANT_VERB[notice.event]}`,
  lines: [GRANT_LINE[notice.event](notice)],
});

const NOT_YOU = 'If it was not you, tell an administrator at once.';

const sayPassword = ({
  linkByName,
}: Extract<Notice, { event: 'password-set' }>): Omit<Said, 'page'> => ({
  subject: `Your password was ${linkByName === null ? 'changed' : 'reset'}`,
  lines: [
    linkByName === null
      ? 'Your password was changed by somebody who knew the old one. Your other sessions and signed-in computers have ended. Passkeys go on to work: look at yours in Settings.'
      : `A new password was set for you by a link that ${linkByName} made. Your sessions, signed-in computers and passkeys have ended.`,
    NOT_YOU,
  ],
});

/** What else its role is used for ends with it, and somebody else may need that. */
const sayAlong = (titles: string[] = []): string[] =>
  titles.length === 0
    ? []
    : [
        `With its role ${titles.length === 1 ? 'this goes' : 'these go'} too: ${titles.map((title) => `“${title}”`).join(', ')}.`,
      ];

function say(notice: Notice): Omit<Said, 'page'> {
  switch (notice.event) {
    case 'access-ends-soon':
      return {
        subject: `${notice.title} ends on ${sayTime(notice.endsAt)}`,
        lines: [
          `${notice.title} ends on ${sayTime(notice.endsAt)}. Whoever still needs it moves the end before that.`,
          ...sayAlong(notice.along),
        ],
      };
    case 'proof-turned-red':
      return {
        subject: `The proof of ${notice.title} has turned red`,
        lines: [
          `${notice.title} was proven, and is not any more.`,
          ...said(notice.sentence),
        ],
      };
    case 'session-revoked':
      return {
        subject: `${notice.byName} revoked ${notice.what}`,
        lines: [`${notice.byName} revoked ${notice.what}.`, ...said(notice.sentence)],
      };
    case 'grant-given':
    case 'grant-changed':
    case 'grant-ends-soon':
    case 'grant-ended':
      return sayGrant(notice);
    case 'password-set':
      return sayPassword(notice);
    case 'passkey-added':
      return {
        subject: 'A passkey was added for you',
        lines: [
          `The passkey “${notice.name}” signs you in from now on. Your password goes on to work.`,
          NOT_YOU,
        ],
      };
    case 'test':
      return {
        subject: 'Drawbridge can reach you here',
        lines: [`${notice.byName} sent this to see whether it arrives.`],
      };
    default:
      return sayRequest(notice);
  }
}

/** One line, without what would break a header or a heading. */
const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

const SUBJECT_LENGTH = 150;

const cut = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1)}…`;

/** Puts a notice into words. */
export function noticeText(notice: Notice, origin: string): NoticeText {
  const { subject, lines } = say(notice);
  return {
    subject: cut(oneLine(subject), SUBJECT_LENGTH),
    lines: lines.map(oneLine),
    link: { title: 'Open it in Drawbridge', url: `${origin}${notice.page}` },
  };
}

/** Body of an e-mail. */
export const mailBody = (
  { lines, link }: NoticeText,
  why: keyof typeof WHY = 'target',
): string => [...lines, link.url, WHY[why]].join('\n\n');

const WHY = {
  target: 'Sent by Drawbridge. Settings, Notifications says to whom.',
  person:
    'Sent by Drawbridge, as it concerns you. Settings, Mails to you turns these mails off.',
  account: 'Sent by Drawbridge to everybody whose password is set.',
};

/** Why somebody is mailed alone. */
export const whyPersonal = ({ event }: Notice): 'person' | 'account' =>
  isAlwaysMailed(event) ? 'account' : 'person';

const SECTION_LENGTH = 2900;

/** What Slack reads as markup stands there as it was written. */
const plain = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * Body of a webhook, as Slack's incoming webhooks take it.
 *
 * @see https://api.slack.com/messaging/webhooks
 */
export function slackBody({ subject, lines, link }: NoticeText): string {
  const text = cut(lines.map(plain).join('\n'), SECTION_LENGTH);
  return JSON.stringify({
    text: plain(subject),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: subject } },
      { type: 'section', text: { type: 'mrkdwn', text } },
      {
        type: 'section',
        text: { type: 'mrkdwn', text: `<${plain(link.url)}|${link.title}>` },
      },
    ],
  });
}
