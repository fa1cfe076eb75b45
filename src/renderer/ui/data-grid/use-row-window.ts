import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import {
  AT_TOP,
  drawnHeight,
  placeShowing,
  rowsSeen,
  scrolledTo,
  topOf,
  type GridSize,
  type ScrollPlace,
} from './row-window.ts'

/** Rows drawn beyond those that are seen, above and below. */
const AROUND = 8
/** Taken until the height is measured, in px. */
const USUAL_VIEW = 700

/** Which rows of a grid are drawn, and where. */
interface RowWindow {
  /** Height of the scrolled element, in px. */
  height: number
  /** The rows that are seen: the first one, and the one after the last. */
  from: number
  to: number
  /** The rows to draw, with their distances from the top of the scrolled element, in px. */
  rows: { index: number; top: number }[]
  /** To be called with every scroll. */
  onScroll: (scrollTop: number) => void
  /** Scrolls as far as is needed to see a row whole. */
  show: (index: number) => void
}

/**
 * The rows of a grid that are drawn: those around what is seen, and `kept`. Costs the same for any number of rows, also
 * for more than an element can be tall (row-window.ts).
 */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  { rowCount, rowHeight, header }: Omit<GridSize, 'view'>,
  kept: number,
  initialOffset: number,
): RowWindow {
  const [view, setView] = useState(USUAL_VIEW)
  const [start] = useState<ScrollPlace>(() => ({ ...AT_TOP, scrollTop: initialOffset }))
  /** Where it is scrolled to. */
  const place = useRef(start)
  /** The same as far as it matters for what is drawn: only then is anything drawn again. */
  const [drawn, setDrawn] = useState(start)
  const size = { rowCount, rowHeight, header, view }
  const current = useRef<GridSize>(size)
  useLayoutEffect(() => {
    current.current = { rowCount, rowHeight, header, view }
  }, [rowCount, rowHeight, header, view])

  useLayoutEffect(() => {
    if (start.scrollTop > 0) scroller.current?.scrollTo({ top: start.scrollTop })
  }, [scroller, start])
  useEffect(() => {
    const element = scroller.current
    if (element === null) return undefined
    const observer = new ResizeObserver(() => {
      if (element.clientHeight > 0) setView(element.clientHeight)
    })
    observer.observe(element)
    return () => {
      observer.disconnect()
    }
  }, [scroller])

  const take = useCallback((next: ScrollPlace): void => {
    place.current = next
    const row = current.current.rowHeight
    setDrawn((before) =>
      before.shift === next.shift && Math.floor(before.scrollTop / row) === Math.floor(next.scrollTop / row)
        ? before
        : next,
    )
  }, [])
  const onScroll = useCallback(
    (scrollTop: number): void => {
      take(scrolledTo(scrollTop, place.current, current.current))
    },
    [take],
  )
  const show = useCallback(
    (index: number): void => {
      const next = placeShowing(index, place.current, current.current)
      if (next === place.current) return
      take(next)
      scroller.current?.scrollTo({ top: next.scrollTop })
    },
    [scroller, take],
  )

  const height = drawnHeight(size)
  const top = topOf(drawn, size)
  // A row more: what is drawn may have been scrolled on by less than a row.
  const [from, end] = rowsSeen(top, size)
  const to = Math.min(end + 1, rowCount)
  const distance = (index: number): number =>
    Math.min(
      Math.max(-rowHeight * 2, header + index * rowHeight - (top - drawn.scrollTop)),
      height - rowHeight,
    )
  const rows: { index: number; top: number }[] = []
  const [first, last] = [Math.max(0, from - AROUND), Math.min(rowCount, to + AROUND)]
  if (kept < first) rows.push({ index: kept, top: distance(kept) })
  for (let index = first; index < last; index += 1) rows.push({ index, top: distance(index) })
  if (kept >= last && kept < rowCount) rows.push({ index: kept, top: distance(kept) })
  return { height, from, to, rows, onScroll, show }
}
