const drawingClass = 'h-24 w-full overflow-visible stroke-2 max-sm:h-20';

export function PracticeDrawing() {
  return (
    <svg viewBox="0 0 240 96" className={drawingClass} fill="none" aria-hidden="true">
      <rect
        x="1"
        y="1"
        width="238"
        height="94"
        rx="8"
        className="stroke-control"
        strokeWidth="1.25"
        strokeDasharray="5 5"
      />
      <g className="stroke-ink">
        <path d="M67 23H174M67 29H174" />
        <path d="M67 70C110 70 130 34 174 30" strokeDasharray="8 6" />
        <path d="M67 70H110M134 70H174" />
      </g>
      <path d="M112 79 118 61M126 79 132 61" className="stroke-danger" />
      <g className="fill-bank-a-tint stroke-bank-a">
        <circle cx="56" cy="26" r="11" />
        <circle cx="56" cy="70" r="11" />
      </g>
      <g className="fill-bank-b-tint stroke-bank-b">
        <rect x="174" y="15" width="22" height="22" />
        <rect x="174" y="59" width="22" height="22" />
      </g>
    </svg>
  );
}

export function ConnectDrawing() {
  return (
    <svg viewBox="0 0 240 96" className={drawingClass} fill="none" aria-hidden="true">
      <path
        d="M92 60h56M100 67h40M106 74h50"
        className="stroke-hairline"
        strokeWidth="1.25"
      />
      <g className="stroke-ink">
        <circle cx="52" cy="48" r="22" />
        <path d="M39 48q13-13 26 0-13 13-26 0" />
        <circle cx="52" cy="48" r="3.5" className="fill-ink" />
        <path d="M74 48H166" strokeDasharray="8 6" />
      </g>
      <rect
        x="166"
        y="27"
        width="42"
        height="42"
        className="fill-bank-b-tint stroke-bank-b"
      />
    </svg>
  );
}
