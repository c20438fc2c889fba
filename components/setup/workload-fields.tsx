'use client';
import { RadioCards } from '@/components/ui/radio-cards';
import type { DraftFields } from '@/lib/setup/schema';
import { AccountField } from './account-field';
import { FieldSlot } from './field-slot';
import type { FormProps } from './form';
import { WhoField } from './who-field';

const KINDS: { value: DraftFields['workload']; title: string; detail: string }[] = [
  { value: 'ec2', title: 'EC2', detail: 'a new role, with its instance profile' },
  { value: 'lambda', title: 'Lambda', detail: 'a new role' },
  { value: 'ecs-tasks', title: 'ECS tasks', detail: 'a new role' },
  { value: 'pods.eks', title: 'EKS pods', detail: 'a new role, by Pod Identity' },
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
        <AccountField
          form={form}
          name="trustedAccount"
          description="The account of the workload. Its role is made there."
        />
      )}
    </div>
  );
}
