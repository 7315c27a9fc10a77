/** Two points, and what joins them: samband. */
export function Wordmark() {
  return (
    <span className="sb-wordmark">
      <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">
        <path className="sb-wordmark-tie" d="M7 23C7 13 25 19 25 9" />
        <circle className="sb-wordmark-here" cx="7" cy="23" r="4.5" />
        <circle className="sb-wordmark-there" cx="25" cy="9" r="4.5" />
      </svg>
      Samband
    </span>
  );
}
