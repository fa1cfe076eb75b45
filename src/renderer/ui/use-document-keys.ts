import { useEffect, useRef } from 'react'

/**
 * Tells a page of keys that nobody has taken yet, by `preventDefault`. On the document: it is told before the window,
 * where the keys of the frame are, whichever was there first.
 */
export function useDocumentKeys(onKey: (event: KeyboardEvent) => void): void {
  const current = useRef(onKey)
  useEffect(() => {
    current.current = onKey
  })
  useEffect(() => {
    const tell = (event: KeyboardEvent): void => {
      if (!event.defaultPrevented) current.current(event)
    }
    document.addEventListener('keydown', tell)
    return () => {
      document.removeEventListener('keydown', tell)
    }
  }, [])
}
