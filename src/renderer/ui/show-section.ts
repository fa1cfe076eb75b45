import { useEffect } from 'react'

/** What a person does who goes elsewhere on the page. */
const MOVES = ['pointerdown', 'wheel', 'keydown'] as const

/** Brings the section with this name (Section's `name`) to the top, its heading with the focus; nothing where there is none. */
export function showSection(name: string): void {
  const heading = document.getElementById(sectionId(name))
  heading?.scrollIntoView({ block: 'start' })
  heading?.focus({ preventScroll: true })
}

/** A page that opens at one of its sections; '' opens it at its top. */
export function useShownSection(name: string): void {
  useEffect(() => {
    if (name === '') return
    showSection(name)
    return keepInPlace(name)
  }, [name])
}

/**
 * Keeps the section where it is while the page fills: what is read later makes the sections above longer, and the page long
 * enough to bring this one to the top. Ends when a person goes elsewhere, or with the function returned.
 */
function keepInPlace(name: string): () => void {
  const heading = document.getElementById(sectionId(name))
  const sections = heading?.closest('section')?.parentElement?.children ?? []
  const sizes = new ResizeObserver(() => heading?.scrollIntoView({ block: 'start' }))
  for (const section of sections) sizes.observe(section)
  const end = (): void => {
    sizes.disconnect()
    for (const move of MOVES) document.removeEventListener(move, end, true)
  }
  for (const move of MOVES) document.addEventListener(move, end, true)
  return end
}

/** The id of its heading. */
export function sectionId(name: string): string {
  return `section-${name}`
}
