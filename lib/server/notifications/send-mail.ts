import { createTransport } from 'nodemailer';
import { err, ok, type Result } from '@/lib/core/result';
import type { MailSettings } from '@/lib/ports';

const TIMEOUT_MS = 10_000;

type Mail = {
  settings: MailSettings;
  password: string;
  subject: string;
  text: string;
  /** The same for every try, so that a mail program shows it once. */
  messageId: string;
};

type MailError = Error & { code?: string; responseCode?: number };

/** By code alone: what a mail server says may repeat what was sent to it. */
function sayError({ code = 'no answer', responseCode }: MailError): string {
  if (code === 'EAUTH') return 'The mail server refused the user name or password.';
  if (code === 'EENVELOPE') return 'The mail server refused the sender or a recipient.';
  if (responseCode) return `The mail server answered ${responseCode}.`;
  return `The mail server could not be reached: ${code}.`;
}

/** Sends one mail by SMTP. A password is sent only over TLS. */
export async function sendMail(mail: Mail): Promise<Result<null, string>> {
  const { host, port, isTls, user, from, to } = mail.settings;
  const transport = createTransport({
    host,
    port,
    secure: isTls,
    requireTLS: !isTls && user !== null,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // Only the text that is given here: no file and no address is read for a mail.
    disableFileAccess: true,
    disableUrlAccess: true,
    ...(user === null ? {} : { auth: { user, pass: mail.password } }),
  });
  try {
    const { subject, text, messageId } = mail;
    await transport.sendMail({ from, to, subject, text, messageId });
    return ok(null);
  } catch (error) {
    return err(sayError(error as MailError)); // the library throws nothing else
  } finally {
    transport.close();
  }
}
