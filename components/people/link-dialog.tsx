import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { CodeBlock } from '@/components/ui/code-block';
import { CopyButton } from '@/components/ui/copy-button';
import { Dialog } from '@/components/ui/dialog';

export type LinkDialogProps = {
  title: string;
  url: string;
  /** What it is good for, and until when. */
  children: ReactNode;
  onClose: () => void;
};

/** A link that is shown this once, to be given to somebody. */
export function LinkDialog({ title, url, children, onClose }: LinkDialogProps) {
  return (
    <Dialog
      isOpen
      isAlert
      onOpenChange={onClose}
      title={title}
      actions={<Button onPress={onClose}>Done</Button>}
    >
      <div className="grid gap-3">
        <p>{children}</p>
        <CodeBlock>{url}</CodeBlock>
        <div>
          <CopyButton text={url} what="Link" variant="primary">
            Copy the link
          </CopyButton>
        </div>
      </div>
    </Dialog>
  );
}
