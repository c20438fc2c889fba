'use client';
import { Checkbox } from '@/components/ui/checkbox';
import { mayHandOut } from '@/lib/setup/fields/hands-out';
import { FieldSlot } from './field-slot';
import type { FormProps } from './form';

/** Whether the console may take the role too; to whom it gives it is said on the plan's page. */
export function HandsOutField({ form }: FormProps) {
  const { fields } = form;
  if (!mayHandOut(fields)) return null;
  return (
    <FieldSlot name="handsOut" warning={form.warningOf('handsOut')}>
      <Checkbox
        isSelected={fields.handsOut}
        onChange={(handsOut) => form.set({ handsOut })}
        description="The role trusts this console too, by a statement of its own. Nobody gets it by that: say who may take it on the plan’s page. An end holds for it too. Other guards hold for those named above, not for what is handed out here: limit that in the grant."
        error={form.errorOf('handsOut')}
      >
        Let this console hand it out
      </Checkbox>
    </FieldSlot>
  );
}
