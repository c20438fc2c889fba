import type { ReactNode } from 'react';

type TwoColumnsProps = { list: ReactNode; proof: ReactNode };

/** A list and what was chosen in it: side by side, or one under the other. */
export function TwoColumns({ list, proof }: TwoColumnsProps) {
  return (
    <div className="grid items-start gap-8 pt-4 max-md:gap-6 xl:grid-cols-[minmax(0,400px)_minmax(0,1fr)]">
      {list}
      <section
        aria-label="Proof"
        className="card px-7 pt-5.5 pb-7 max-md:-mx-4 max-md:rounded-t-[16px] max-md:rounded-b-none max-md:border-x-0 max-md:border-b-0 max-md:px-4"
      >
        {proof}
      </section>
    </div>
  );
}
