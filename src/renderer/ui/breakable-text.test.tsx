import { render } from '@testing-library/react'
import { expect, it } from 'vitest'
import { BreakableText } from './breakable-text.tsx'

const html = (text: string): string => {
  const { container } = render(<BreakableText text={text} />)
  // Nothing is added to what is read or copied.
  expect(container.textContent).toBe(text)
  return container.innerHTML
}

it.each([
  ['amara.here@desk.example', 'amara<wbr>.here@<wbr>desk<wbr>.example'],
  ['Smith-Jones', 'Smith-<wbr>Jones'],
  ['United Kingdom', 'United Kingdom'],
  ['', ''],
])('lets %s break at its punctuation', (text, expected) => {
  expect(html(text)).toBe(expected)
})
