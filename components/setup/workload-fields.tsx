'use client';
import { RadioCards } from '@/components/ui/radio-cards';
import { Select } from '@/components/ui/select';
import type { DraftFields } from '@/lib/setup/schema';
import { FieldSlot } from './field-slot';
import type { FormProps } from './form';
import { WhoField } from './who-field';

const KINDS: { value: DraftFields['workload']; title: string; detail: string }[] = [
  { value: 'ec2', title: 'EC2', detail: 'a new role, with its instance profile' },
  { value: 'lambda', title: 'Lambda', detail: 'a new role' },
  { value: 'ecs-tasks', title: 'ECS tasks', detail: 'a new role' },
  { value: 'existing', title: 'a role that is there', detail: 'it gets a policy more' },
];

/** What runs, and where: a new role for its service, or one that is there. */
export function WorkloadFields({ form }: FormProps) {
  const { workload } = form.fields;
  return (
    <div className="grid gap-5">
      <FieldSlot name="workload">
        <RadioCards
          label="What runs?"
          value={workload}
          onChange={(value) => {
            const kind = KINDS.find((one) => one.value === value);
            if (kind) form.set({ workload: kind.value });
          }}
          cards={KINDS}
          cardMinPx={160}
          description="A workload’s role trusts its service. To trust an account would let in people, and no workload."
        />
      </FieldSlot>
      {workload === 'existing' ? (
        <WhoField
          form={form}
          kinds="role"
          description="The role that the workload runs as."
        />
      ) : (
        <TrustedAccountField form={form} />
      )}
    </div>
  );
}

function TrustedAccountField({ form }: FormProps) {
  const accounts = form.preview?.choices?.accounts ?? [];
  return (
    <FieldSlot name="trustedAccount" warning={form.warningOf('trustedAccount')}>
      <Select
        label="Where does it run?"
        description="The account of the workload. Its role is made there."
        options={accounts.map(({ id, name }) => ({ id, label: name, detail: id }))}
        value={form.fields.trustedAccount || null}
        onChange={(id) => form.set({ trustedAccount: id === null ? '' : String(id) })}
        error={form.errorOf('trustedAccount')}
      />
    </FieldSlot>
  );
}
