'use client';

import clsx from 'clsx';
import { type ReactNode, type RefObject, useEffect, useId, useRef } from 'react';
import {
  Slider as AriaSlider,
  SliderOutput,
  SliderThumb,
  SliderTrack,
} from 'react-aria-components/Slider';
import { FieldLabel } from './field';

export type SliderProps = {
  label: string;
  value: number;
  onChange: (value: number) => void;
  minValue: number;
  /** The last value that can be chosen: the deck is solid up to here. */
  capValue: number;
  /** What would exist without the cap; the deck beyond the cut is dotted. */
  ceilingValue?: number | undefined;
  step?: number | undefined;
  /** Turns a value into words with its unit, e.g. `1 h`. */
  formatValue: (value: number) => string;
  /** Why the deck ends at the cap; shown beneath. */
  cause?: ReactNode;
  name?: string | undefined;
  isDisabled?: boolean | undefined;
  className?: string | undefined;
};

/** A range drawn as a deck: solid to the cap, cut there, dotted beyond, the cause beneath. */
export function Slider({
  label,
  value,
  onChange,
  minValue,
  capValue,
  ceilingValue,
  step = 1,
  formatValue,
  cause,
  name,
  isDisabled = false,
  className,
}: SliderProps) {
  const causeId = useId();
  const range = useSpokenValue(formatValue(value));
  const isCapped = ceilingValue !== undefined && ceilingValue > capValue;
  return (
    <AriaSlider
      value={value}
      onChange={onChange}
      minValue={minValue}
      maxValue={capValue}
      step={step}
      isDisabled={isDisabled}
      className={clsx('field', className)}
    >
      <div className="flex items-baseline justify-between gap-3">
        <FieldLabel label={label} />
        <SliderOutput className="font-strong">{() => formatValue(value)}</SliderOutput>
      </div>
      <div className="slider-row" data-capped={isCapped || undefined}>
        <SliderTrack className="slider-track">
          <SliderThumb
            className="slider-thumb"
            inputRef={range}
            {...(name === undefined ? {} : { name })}
            {...(cause ? { 'aria-describedby': causeId } : {})}
          />
        </SliderTrack>
        {isCapped ? <BrokenEnd /> : null}
      </div>
      <div className="slider-row" data-capped={isCapped || undefined}>
        <span className="slider-scale">
          <span>{formatValue(minValue)}</span>
          <span>{formatValue(capValue)}</span>
        </span>
        {isCapped ? (
          <span className="col-start-3 text-end text-sm text-muted">
            {formatValue(ceilingValue)}
          </span>
        ) : null}
      </div>
      {cause ? (
        <p id={causeId} className="field-hint mt-1">
          {cause}
        </p>
      ) : null}
    </AriaSlider>
  );
}

/** The component speaks the bare number; a person needs the words, which it cannot be given. */
function useSpokenValue(words: string): RefObject<HTMLInputElement | null> {
  const range = useRef<HTMLInputElement>(null);
  useEffect(() => {
    range.current?.setAttribute('aria-valuetext', words);
  }, [words]);
  return range;
}

function BrokenEnd() {
  return (
    <>
      <svg
        width="40"
        height="28"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
        aria-hidden="true"
      >
        <path d="M0 11h10M0 17h10" />
        <path d="M14 5l4 18M22 5l4 18" className="stroke-danger" strokeWidth="2.5" />
      </svg>
      <svg width="100%" height="14" fill="none" stroke="currentColor" aria-hidden="true">
        <line
          x1="0"
          y1="7"
          x2="100%"
          y2="7"
          strokeWidth="2.5"
          strokeLinecap="round"
          strokeDasharray="0.1 7"
        />
      </svg>
    </>
  );
}
