import { useEffect } from 'react'

/** Brings the section with this name (Section's `name`) to the top, its heading with the focus; nothing where there is none. */
export function showSection(name: string): void {
  const heading = document.getElementById(sectionId(name))
  heading?.scrollIntoView({ block: 'start' })
  heading?.focus({ preventScroll: true })
}

/** A page that opens at one of its sections; '' opens it at its top. */
export function useShownSection(name: string): void {
  useEffect(() => {
    if (name !== '') showSection(name)
  }, [name])
}

/** The id of its heading. */
export function sectionId(name: string): string {
  return `section-${name}`
}
