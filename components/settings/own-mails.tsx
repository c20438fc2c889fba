'use client';
import type { Outcome } from '@/components/ui/outcome';
import { SettingSelect } from './setting-select';

export type OwnMailsProps = {
  wants: boolean;
  /** Whether the workspace has a mail server at all. */
  hasServer: boolean;
  set: (input: { wants: boolean }) => Promise<Outcome<unknown>>;
};

const CHOICES = [
  { id: 'on', label: 'Mail me' },
  { id: 'off', label: 'Mail me nothing' },
] as const;

/** Whether somebody is mailed about what concerns them alone. */
export function OwnMails({ wants, hasServer, set }: OwnMailsProps) {
  return (
    <>
      <p className="text-muted">
        About your requests and what waits for your approval, and about roles that are
        given to you, changed, about to end, or taken away. That your password was set is
        always mailed.
        {hasServer ? null : ' This workspace has no mail server yet, so nothing is sent.'}
      </p>
      <SettingSelect
        label="Mails to you"
        options={CHOICES}
        value={wants ? 'on' : 'off'}
        mayChange
        set={(next) => set({ wants: next === 'on' })}
      />
    </>
  );
}
