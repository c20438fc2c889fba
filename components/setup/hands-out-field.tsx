'use client';
import { Checkbox } from '@/components/ui/checkbox';
import { mayHandOut, whyNoHandOut } from '@/lib/setup/fields/hands-out';
import { FieldSlot } from './field-slot';
import type { FormProps } from './form';
import { isRoleMade } from './wizard-fields';

/** Whether the console may take the role too; to whom it gives it is said on the plan's page. */
export function HandsOutField({ form }: FormProps) {
  const { fields } = form;
  const why = whyNoHandOut(fields);
  if (why !== null && isRoleMade(fields))
    return <p className="text-sm text-muted">This console does not hand it out. {why}</p>;
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
