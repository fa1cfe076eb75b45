import { Fragment } from 'react'

/** Where a word without blanks may break: behind the @ of an e-mail address, and around what parts its names. */
const BREAKS = /(?<=[@/_-])|(?=\.)/

/** A text whose long words, e-mail and web addresses, break at their punctuation before they break anywhere. */
export function BreakableText({ text }: { text: string }) {
  return text.split(BREAKS).map((part, at) => (
    // The same text has the same parts.
    <Fragment key={at}>
      {at > 0 && <wbr />}
      {part}
    </Fragment>
  ))
}
