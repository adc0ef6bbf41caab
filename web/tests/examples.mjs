// A visit and a record of it, as tests begin with them.

/** A released visit. */
export function visit(change = {}) {
  return {
    follow_up: "f1",
    revision: "r1",
    site: "s",
    state: "taken",
    number: "CY-2026-00001",
    category: { id: "repair", title: "維修" },
    severity: null,
    summary: "地漏返水",
    due: "2026-11-28",
    not_before: "2026-10-28",
    days_late: 0,
    round: 1,
    unit: { zone: "南區", building: "6棟", floor: "20", room: "2003", text: "6棟2003" },
    customer: { id: "p1", name: "羅敏兒", phone: "13800000001", wishes: "" },
    residents: [{ id: "p1", name: "羅敏兒", role: "owner" }],
    earlier: [],
    promises: [],
    visitors: [{ person: "me", name: "吳家樂", post: "管理員" }],
    why: [],
    clauses: [],
    channels: [
      { channel: "on_site", title: "上門", clauses: ["11.1.7"], needs_reason: null },
      { channel: "phone", title: "電話", clauses: ["11.1.9"], needs_reason: "resident_request" },
    ],
    asks: {
      sections: [
        { section: "quality", title: "質量評價", rated: true },
        { section: "shortcomings", title: "缺點與不足", rated: false },
      ],
      rating: true,
      solved: true,
      site_check: true,
      customer_signature: true,
      visitors_sign: true,
      form_first: false,
      form_signature: true,
      refusal: true,
      refusal_needs_witness: true,
      may_photograph: true,
      settles_dissatisfaction: true,
      matter_becomes_event: true,
    },
    planned: "on_site",
    sent_back: null,
    tries: [],
    ...change,
  };
}

/** Something that waits. */
export function queued(id, followUp, order, change = {}) {
  return { id, follow_up: followUp, order, seq: order, next_at: 0, refused: null, ...change };
}
