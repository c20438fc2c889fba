import { CodeBlock } from '@/components/ui/code-block';

/** For an address that no `drawbridge login` made. */
export function CliUnreadable() {
  return (
    <div className="grid gap-4">
      <h1>This is no sign-in of a computer</h1>
      <p className="text-muted">
        The address of this page is not whole, or it names another place than this
        computer. Run the command again and open the whole address that it prints:
      </p>
      <CodeBlock>drawbridge login</CodeBlock>
    </div>
  );
}
