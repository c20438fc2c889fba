import type { AwsWrite } from '@/lib/ports';
import { cliCall } from './cli-call';
import { deleteIdle, makeRoom } from './policy-versions';
import { quoteBash } from './quote';

export const awsLine = (words: string[]): string =>
  `aws ${words.map(quoteBash).join(' ')}`;

/** A write as one line for a shell, with what AWS wants done before it. */
export function cliLine(write: AwsWrite): string {
  const { service, write: words, document, request, roomIn } = cliCall(write);
  const call = awsLine([
    service,
    ...words,
    ...(request === null ? [] : [`--cli-input-json=${request}`]),
    ...(document === null ? [] : [`${document.option}=${document.text}`]),
  ]);
  const before = [
    ...(roomIn === null ? [] : makeRoom(roomIn)),
    ...(write.kind === 'delete-policy' ? [deleteIdle(write.policyArn)] : []),
  ];
  return [...before, call].join('; ');
}
