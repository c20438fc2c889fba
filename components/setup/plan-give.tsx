import { ButtonLink } from '@/components/ui/button-link';
import { roleGrantsPath } from '@/lib/core/links';
import type { PlanView } from '@/lib/setup/plan-views';

/** The way from a role that was built to whom the console hands it out to. */
export function PlanGive({ plan: { roleArn } }: { plan: PlanView }) {
  // A plan without a role, such as a bucket policy alone, has nothing to hand out.
  if (!roleArn.includes(':role/')) return null;
  return (
    <section
      aria-labelledby="plan-give"
      className="card flex flex-wrap items-center gap-x-4 gap-y-3 px-4 py-4 sm:px-6"
    >
      <div className="min-w-0 flex-1 basis-72">
        <h2 id="plan-give" className="text-md">
          Let this console hand it out
        </h2>
        <p className="text-sm text-muted">
          Where the role trusts this console, say which people and groups may take it by
          one click: for how long, within what, until when.
        </p>
      </div>
      <ButtonLink href={roleGrantsPath(roleArn)}>Say who may take it</ButtonLink>
    </section>
  );
}
