// Stock closings: sums up, wishes, offers more help, or ends on what it all means.
import { lexical, linesOf } from '../feature.ts';

export const stockClosings = lexical(
  {
    id: 'stock-closings',
    label: 'Stock closings',
    explains: 'Sums up, offers more help or ends on a meaning: “in conclusion”, “ultimately”, “feel free to”.',
    source: 'our list; some from HC3 (Guo et al. 2023)',
  },
  linesOf(`
    in conclusion
    in summary
    to summarize
    to sum up
    in essence
    overall
    ultimately
    in the end
    all in all
    let me know if
    feel free to
    i hope this
    hope this helps
    if you have any
    don't hesitate to
    please let me know
    and so
    from that day
    from that day on
    a reminder that
    a testament to
    serves as a
    stands as a
    remains a
    knew that
    for years to come
    for generations to come
    highly recommend
    highly recommended
    i would recommend
    will be back
    definitely be back
    whether you're
    whether it's
    pave the way
    paving the way
    opens up new
    future research
    further research
    valuable insights
    a deeper understanding
    broader implications
  `),
);
