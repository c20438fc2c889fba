import { CodeBlock } from '@/components/ui/code-block';
import { CopyButton } from '@/components/ui/copy-button';
import type { OwnUse } from '@/lib/inventory/role-schema';

/** How people whom the role trusts take it by their own sign-in to AWS. */
export function OwnUseTab({ use }: { use: OwnUse }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 pt-4">
      <section
        aria-label="In a terminal"
        className="card grid gap-3 px-6 py-5 max-md:px-4"
      >
        <h2>In a terminal</h2>
        <p className="text-muted">
          The trust policy names identities of people. They take the role by their own
          credentials with this profile in <code>~/.aws/config</code>. Fill in what stands
          in angle brackets.
        </p>
        <CodeBlock>{use.profile}</CodeBlock>
        <div>
          <CopyButton text={use.profile} what="The profile" size="row" />
        </div>
      </section>
      <section
        aria-label="In the AWS console"
        className="card grid gap-3 px-6 py-5 max-md:px-4"
      >
        <h2>In the AWS console</h2>
        {'url' in use.switchRole ? (
          <p>
            <a
              href={use.switchRole.url}
              target="_blank"
              rel="noreferrer"
              className="text-link"
            >
              Switch to this role
            </a>{' '}
            <span className="text-muted">
              once you are signed in to your own account.
            </span>
          </p>
        ) : (
          <p className="text-muted">
            AWS has a page that switches roles. It is of no use here:{' '}
            {use.switchRole.cause}
          </p>
        )}
      </section>
    </div>
  );
}
