'use client';
import { CodeBlock } from '@/components/ui/code-block';
import { CopyButton } from '@/components/ui/copy-button';
import { Tabs } from '@/components/ui/tabs';
import type { PreviewView } from '@/lib/setup/preview-view';

type JsonPaneProps = { documents: PreviewView['documents'] };

/** The documents as they would be written, to read and to copy. */
export function JsonPane({ documents }: JsonPaneProps) {
  if (documents.length === 0) return null;
  return (
    <details className="card px-4 py-3 sm:px-6">
      <summary className="min-h-6 cursor-pointer font-strong">
        <span aria-hidden="true">{'{}'} </span>JSON
        <span className="ms-2 text-sm font-normal text-muted">
          {documents.length === 1 ? '1 document' : `${documents.length} documents`}, as
          they would be written
        </span>
      </summary>
      <Tabs
        label="Documents"
        size="small"
        className="mt-2"
        items={documents.map((document, index) => ({
          id: String(index),
          label: document.title,
          content: <DocumentText title={document.title} json={document.json} />,
        }))}
      />
    </details>
  );
}

function DocumentText({ title, json }: { title: string; json: string }) {
  return (
    <div className="grid gap-2">
      <div className="max-h-[420px] overflow-auto" tabIndex={-1}>
        <CodeBlock>{json}</CodeBlock>
      </div>
      <div>
        <CopyButton text={json} what={title} size="small" />
      </div>
    </div>
  );
}
