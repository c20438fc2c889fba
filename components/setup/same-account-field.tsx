'use client';
import { Checkbox } from '@/components/ui/checkbox';
import { FieldSlot } from './field-slot';
import type { FormProps } from './form';

/** Asked only where both sides are one account: it is unusual, and has to be meant. */
export function SameAccountField({ form }: FormProps) {
  const { left, right } = form.preview?.bridge ?? {};
  const accountId = right?.accountId ?? '';
  const isSame = accountId !== '' && left?.accountId === accountId;
  const error = form.errorOf('sameAccount');
  if (error === undefined && !(isSame && form.fields.sameAccount === accountId))
    return null;
  return (
    <FieldSlot name="sameAccount">
      <Checkbox
        isSelected={form.fields.sameAccount === accountId}
        onChange={(isMeant) => form.set({ sameAccount: isMeant ? accountId : '' })}
        description="Unusual: nothing crosses here, and inside one account a policy on the caller alone is enough. It is right where a role in between is wanted, to log its use or to end it, or where the bucket’s policy is to name the caller too."
        error={error}
      >
        Both sides are meant to be in one account
      </Checkbox>
    </FieldSlot>
  );
}
