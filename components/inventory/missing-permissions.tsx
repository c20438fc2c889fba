import { CodeBlock } from '@/components/ui/code-block';
import { CopyButton } from '@/components/ui/copy-button';
import { countOf } from './say-crossing';

/** The statement that a reading role lacks, ready to be added to its policy. */
const statementFor = (names: readonly string[]): string =>
  JSON.stringify(
    { Sid: 'DrawbridgeReads', Effect: 'Allow', Action: names, Resource: '*' },
    null,
    2,
  );

/** What AWS refused at the last reading, by name, with the statement that mends it. */
export function MissingPermissions({ names }: { names: readonly string[] }) {
  if (names.length === 0) return null;
  const statement = statementFor(names);
  return (
    <div className="grid gap-2">
      <h3>AWS refused {countOf(names.length, 'action')}</h3>
      <ul className="flex flex-wrap gap-x-3">
        {names.map((name) => (
          <li key={name}>
            <code className="wrap-anywhere">{name}</code>
          </li>
        ))}
      </ul>
      <p className="text-sm text-muted">
        Add this statement to the policy of the role that reads the account, then read it
        again.
      </p>
      <CodeBlock className="text-xs">{statement}</CodeBlock>
      <div>
        <CopyButton text={statement} what="Statement" size="small">
          Copy statement
        </CopyButton>
      </div>
    </div>
  );
}
