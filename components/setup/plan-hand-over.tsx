import { CopyButton } from '@/components/ui/copy-button';
import type { PlanView } from '@/lib/setup/plan-views';

/** What the vendor has to be told, and nothing else. */
export function PlanHandOver({ plan }: { plan: PlanView }) {
  const { handOver } = plan;
  if (!handOver) return null;
  const values = [
    { name: 'Role ARN', text: handOver.roleArn },
    { name: 'External ID', text: handOver.externalId },
    ...handOver.needs,
  ];
  const all = values.map(({ name, text }) => `${name}: ${text}\n`).join('');
  return (
    <section
      aria-labelledby="plan-hand-over"
      className="card grid min-w-0 gap-3 p-4 sm:p-6"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-2">
        <h2 id="plan-hand-over" className="text-lg">
          What to send to the vendor
        </h2>
        <CopyButton text={all} what="role ARN and external ID" size="small">
          Copy all
        </CopyButton>
      </div>
      <p className="text-muted">These values and nothing else: no keys, no password.</p>
      <dl className="grid gap-3">
        {values.map(({ name, text }) => (
          <Value key={name} name={name} text={text} />
        ))}
      </dl>
    </section>
  );
}

function Value({ name, text }: { name: string; text: string }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1">
      <dt className="col-span-full text-sm text-muted">{name}</dt>
      <dd className="min-w-0">
        <code className="wrap-anywhere">{text}</code>
      </dd>
      <dd>
        <CopyButton text={text} what={name} size="small" />
      </dd>
    </div>
  );
}
