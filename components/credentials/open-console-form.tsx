'use client';

import { ArrowUpRight } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { Button, type ButtonProps } from '@/components/ui/button';
import type { RoleCard } from '@/lib/credentials/schema';
import { type Limits, limitFields, NO_LIMITS } from './limits';
import { defaultDuration } from './types';
import { useConfirmedSubmit } from './use-confirmed-submit';

export type OpenConsoleFormProps = Pick<ButtonProps, 'variant' | 'size' | 'isWide'> & {
  role: RoleCard;
  endpoint: string;
  durationSeconds?: number | undefined;
  service?: string | undefined;
  region?: string | undefined;
  limits?: Limits | undefined;
  isSignOutFirst?: boolean | undefined;
  formRef?: Ref<HTMLFormElement> | undefined;
  onOpened?: (() => void) | undefined;
  children?: ReactNode;
};

/**
 * A real form, answered by a redirect in a tab of its own: no script opens a window, so no
 * popup blocker stands in the way, and the address with its token never meets a script.
 */
export function OpenConsoleForm({
  role,
  endpoint,
  durationSeconds = defaultDuration(role),
  service,
  region,
  limits = NO_LIMITS,
  isSignOutFirst = false,
  formRef,
  onOpened,
  children = 'Open console',
  ...look
}: OpenConsoleFormProps) {
  const { roleArn } = role;
  const { input, isConfirmed, submit } = useConfirmedSubmit(role, onOpened);
  const fields = {
    roleArn,
    durationSeconds,
    service,
    region,
    isSignOutFirst: isSignOutFirst ? 'true' : undefined,
    ...limitFields(limits),
  };
  return (
    <form
      ref={formRef}
      method="post"
      action={endpoint}
      target="_blank"
      className="flex"
      onSubmit={submit}
      {...{ rel: 'noopener' }}
    >
      {Object.entries(fields).map(([name, value]) =>
        value === undefined ? null : (
          <input key={name} type="hidden" name={name} value={value} />
        ),
      )}
      <input ref={input} type="hidden" name="confirmation" />
      <Button
        {...look}
        type="submit"
        aria-label={`Open console as ${role.roleName} in ${role.accountName}`}
        className="max-md:w-full"
      >
        {isConfirmed ? 'Confirmed: open it' : children}
        <ArrowUpRight size={16} aria-hidden="true" />
      </Button>
    </form>
  );
}
