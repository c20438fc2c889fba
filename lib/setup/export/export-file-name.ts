import type { ExportFormat } from '../export-schema';
import type { AccountSource, PlanSource } from './plan-source';

const ENDINGS: Record<ExportFormat, string> = {
  cloudformation: 'template.json',
  terraform: 'tf.json',
  bash: 'sh',
  powershell: 'ps1',
  json: 'json',
};

/** `plan-3fa1b2c4-1-111122223333.sh`: the files of a plan sort in the order they are run in. */
export function exportFileName(
  format: ExportFormat,
  { hash }: Pick<PlanSource, 'hash'>,
  account: Pick<AccountSource, 'position' | 'accountId'> | null,
): string {
  const part = account ? `-${account.position}-${account.accountId}` : '';
  return `plan-${hash}${part}.${ENDINGS[format]}`;
}
