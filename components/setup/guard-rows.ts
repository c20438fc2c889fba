import { GUARD_PLACES, type GuardName } from '@/lib/setup/guards/guard-names';
import type { DraftFieldName } from '@/lib/setup/schema';

export type GuardRow = {
  name: GuardName;
  label: string;
  /** What it is for, while it is off. */
  hint: string;
  /** The field of its value; null where the toggle says it all. */
  value: { label: string; placeholder: string; description: string } | null;
};

/** The guards as the form shows them. */
export const GUARD_ROWS: Record<GuardName, Omit<GuardRow, 'name'>> = {
  mfa: {
    label: 'MFA',
    hint: 'Only who signed in with a second factor crosses.',
    value: null,
  },
  mfaAge: {
    label: 'Recent MFA',
    hint: 'The second factor was given a short while ago.',
    value: {
      label: 'Not longer ago than, in minutes',
      placeholder: '60',
      description: '1 to 2,160.',
    },
  },
  externalId: {
    label: 'External ID',
    hint: 'The caller must send a value that both sides know.',
    value: {
      label: 'External ID value',
      placeholder: '',
      description:
        'For a vendor, take the value it gave you. A generated one works only if the caller can send it. Switching roles in the AWS console cannot.',
    },
  },
  organization: {
    label: 'Our organisation',
    hint: 'Only accounts of the organisation cross.',
    value: {
      label: 'Organisation',
      placeholder: 'o-…',
      description: 'Empty means the organisation that was read here.',
    },
  },
  sourceIp: {
    label: 'Source addresses',
    hint: 'Only calls from your own addresses cross.',
    value: {
      label: 'Addresses and ranges',
      placeholder: '203.0.113.0/24',
      description: 'Public ones, with commas or spaces between them.',
    },
  },
  vpc: {
    label: 'VPC or VPC endpoint',
    hint: 'Only calls out of your own network in AWS cross.',
    value: {
      label: 'VPCs or endpoints',
      placeholder: 'vpc-0a1b2c3d4e5f60718',
      description: 'Ids of VPCs, or of endpoints for STS, with commas between them.',
    },
  },
  ends: {
    label: 'End date',
    hint: 'Nobody crosses from that moment on.',
    value: { label: 'Ends at', placeholder: '', description: '' },
  },
  sessionName: {
    label: 'Session name',
    hint: 'The name of the session tells in the log who it was.',
    value: {
      label: 'Names of sessions',
      placeholder: `\${aws:username}`,
      description: `* stands for any letters, \${aws:username} for the name of the user who calls.`,
    },
  },
  sourceIdentity: {
    label: 'Source identity',
    hint: 'A name that stays on every role taken from there.',
    value: {
      label: 'Source identities',
      placeholder: `\${aws:username}`,
      description: `* stands for any letters, \${aws:username} for the name of the user who calls.`,
    },
  },
  sessionTags: {
    label: 'Session tags',
    hint: 'The caller passes tags that policies can ask for.',
    value: {
      label: 'Tags and their values',
      placeholder: 'team=platform|web, ticket',
      description: 'A tag without a value takes any. | parts the values of one tag.',
    },
  },
  principalTags: {
    label: 'Tags of the caller',
    hint: 'Only users and roles that carry these tags cross.',
    value: {
      label: 'Tags that the caller has',
      placeholder: 'team=platform|web, ticket',
      description: 'A tag without a value takes any. | parts the values of one tag.',
    },
  },
};

export const guardRow = (name: GuardName): GuardRow => ({ name, ...GUARD_ROWS[name] });

/** A label within a sentence: `recent MFA`, `external ID`; a name in capitals keeps them. */
export const inSentence = (label: string): string =>
  label.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());

/** Labels of the fields of guards, for lists of what is wrong. */
export function labelOfGuardField(field: DraftFieldName): string {
  for (const [name, { toggle, value }] of Object.entries(GUARD_PLACES)) {
    const row = GUARD_ROWS[name as GuardName]; // Object.entries forgets the names' type
    if (field === toggle) return row.label;
    if (field === value) return row.value?.label ?? row.label;
  }
  return field;
}
