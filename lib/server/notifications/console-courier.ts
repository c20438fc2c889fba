import { err, type Result } from '@/lib/core/result';
import {
  mailBody,
  noticeText,
  slackBody,
  whyPersonal,
} from '@/lib/notifications/notice-text';
import { TargetSecrets, targetPurpose } from '@/lib/notifications/target-secrets';
import type { Clock, Courier, Sealer, StoredDelivery, StoredTarget } from '@/lib/ports';
import type { Env } from '../env';
import { sendMail } from './send-mail';
import { sendWebhook } from './send-webhook';
import { signWebhook } from './sign-webhook';

type Deps = {
  env: Pick<Env, 'origin' | 'mayNotifyPrivate'>;
  sealer: Pick<Sealer, 'open'>;
  clock: Pick<Clock, 'now'>;
};

const UNREADABLE =
  'Its secrets cannot be read: the key of this console (DRAWBRIDGE_SECRET) is another one. Add the target again.';

function secretsOf({ sealer }: Deps, target: StoredTarget): TargetSecrets | null {
  const opened = sealer.open(targetPurpose(target.id), target.sealed);
  return opened === null ? null : TargetSecrets.parse(JSON.parse(opened));
}

/** Takes notices to mail servers and webhooks. */
export const consoleCourier = (deps: Deps): Courier => ({
  async mail(target, { to, subject, text, id }) {
    const secrets = secretsOf(deps, target);
    if (secrets?.kind !== 'email' || target.settings.kind !== 'email')
      return err(UNREADABLE);
    return sendMail({
      settings: { ...target.settings, to: [to] },
      password: secrets.password,
      subject,
      text,
      messageId: messageIdOf(deps, id),
    });
  },

  async deliver(target, delivery) {
    const secrets = secretsOf(deps, target);
    if (!secrets) return err(UNREADABLE);
    return secrets.kind === 'webhook'
      ? postWebhook(deps, secrets, delivery)
      : mailTo(deps, target, secrets.password, delivery);
  },
});

function postWebhook(
  { env, clock }: Deps,
  { url, signingSecret }: Extract<TargetSecrets, { kind: 'webhook' }>,
  { id, notice }: StoredDelivery,
): Promise<Result<null, string>> {
  const body = slackBody(noticeText(notice, env.origin));
  const timestamp = Math.floor(clock.now().getTime() / 1000);
  const signature =
    signingSecret === ''
      ? {}
      : { 'webhook-signature': signWebhook(signingSecret, { id, timestamp, body }) };
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'user-agent': 'Drawbridge',
    'drawbridge-event': notice.event,
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    ...signature,
  };
  return sendWebhook({ url, headers, body, mayBePrivate: env.mayNotifyPrivate });
}

async function mailTo(
  { env }: Pick<Deps, 'env'>,
  { settings }: StoredTarget,
  password: string,
  { id, notice, to }: StoredDelivery,
): Promise<Result<null, string>> {
  if (settings.kind !== 'email') return err(UNREADABLE);
  const text = noticeText(notice, env.origin);
  return sendMail({
    settings: to ? { ...settings, to: [to.email] } : settings,
    password,
    subject: text.subject,
    text: mailBody(text, to ? whyPersonal(notice) : 'target'),
    messageId: messageIdOf({ env }, id),
  });
}

const messageIdOf = ({ env }: Pick<Deps, 'env'>, id: string): string =>
  `<${id}@${new URL(env.origin).hostname}>`;
