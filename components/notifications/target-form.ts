import type { ChosenEvent } from '@/lib/notifications/schema';

/** A target as it is typed. */
export type TargetForm = {
  kind: 'webhook' | 'email';
  name: string;
  events: ChosenEvent[];
  url: string;
  signingSecret: string;
  host: string;
  port: string;
  isTls: boolean;
  user: string;
  password: string;
  from: string;
  /** Addresses, one a line or with commas between. */
  to: string;
};

export type TargetFieldsProps = {
  form: TargetForm;
  change: (next: Partial<TargetForm>) => void;
  errors: Partial<Record<string, string>>;
};

export const EMPTY_TARGET: TargetForm = {
  kind: 'webhook',
  name: '',
  events: ['request-made', 'break-glass-used', 'proof-turned-red', 'session-revoked'],
  url: '',
  signingSecret: '',
  host: '',
  port: '587',
  isTls: false,
  user: '',
  password: '',
  from: '',
  to: '',
};

/** What the console is asked to add. */
export function targetInput(form: TargetForm): object {
  const { kind, name, events } = form;
  if (kind === 'webhook') {
    const { url, signingSecret } = form;
    return { kind, name, events, url: url.trim(), signingSecret };
  }
  const { host, port, isTls, user, password, from } = form;
  const to = form.to.split(/[\s,;]+/).filter((address) => address !== '');
  const settings = { host, port, isTls, user, password, from: from.trim(), to };
  return { kind, name, events, ...settings };
}

const SECRET_BYTES = 32;

/** An unpredictable signing secret. */
export const newSigningSecret = (): string =>
  [...crypto.getRandomValues(new Uint8Array(SECRET_BYTES))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
