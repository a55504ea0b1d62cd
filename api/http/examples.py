"""Answers as the interface gives them, shortened: the examples of its description."""

SEARCH = {
    "query": "petrochemicals in Daqing",
    "release": "20261125T200434Z",
    "took_ms": 18.2,
    "total": 41,
    "next": "MjAyNjExMjVUMjAwNDM0Wi4xMC5hYjEyY2QzNGVmNTY=",
    "interpretation": {
        "entities": [{"id": "daqing", "type": "region", "label": "Daqing", "start": 18, "end": 24}],
        "filters": {},
    },
    "hits": [
        {
            "id": "2006-heilongjiang-maps-resurgence",
            "kind": "article",
            "title": "Heilongjiang Maps Resurgence of Industrial Base",
            "title_zh": None,
            "url": None,
            "date": "2006",
            "publisher": "China.org.cn",
            "score": 0.93,
            "passages": [
                {
                    "id": "2006-heilongjiang-maps-resurgence/2",
                    "start": 412,
                    "end": 560,
                    "text": "Daqing is to become a base of petrochemicals.",
                    "highlights": [[0, 6], [30, 44]],
                }
            ],
            "why": {
                "words": {"rank": 1, "score": 9.8},
                "meaning": {"rank": 2, "score": 0.61},
                "graph": {"rank": 1, "shared": ["region/daqing"]},
            },
            "entities": [{"id": "daqing", "type": "region", "label": "Daqing"}],
        }
    ],
    "facets": {"region": [{"id": "daqing", "label": "Daqing", "count": 7}], "year": []},
}
SUGGEST = [{"text": "Heilongjiang", "type": "region", "id": "heilongjiang", "documents": 61}]
RELATED = [
    {
        "id": "made-in-china-2025",
        "kind": "policy",
        "title": "Made in China 2025",
        "score": 0.71,
        "title_zh": "中国制造2025",
        "date": "2015-05-08",
        "reasons": {
            "meaning": 0.58,
            "policies": [],
            "instruments": ["instrument/industrial-upgrading"],
            "entities": ["industry/equipment-manufacturing"],
        },
    }
]
ASK = {
    "query": "What industries has Heilongjiang?",
    "release": "20261125T200434Z",
    "warnings": [],
    "sentences": [
        {
            "text": "Daqing is to become a base of petrochemicals.",
            "document": "2006-heilongjiang-maps-resurgence",
            "kind": "article",
            "title": "Heilongjiang Maps Resurgence of Industrial Base",
            "passage": "2006-heilongjiang-maps-resurgence/2",
            "start": 412,
            "end": 457,
            "score": 0.8,
        }
    ],
    "phrased": [],
    "model": None,
}
CITATION = {
    "start": 28,
    "end": 47,
    "text": "Guofa [2014] No. 28",
    "status": "resolved",
    "policy": "northeast-recent-support-opinions-2014",
    "candidates": [],
    "title": None,
    "number": "国发〔2014〕28号",
    "by": "number",
    "score": 0.99,
    "validity": None,
    "proposed_by": None,
}
CITE = {"id": "note-1", "language": "en", "warnings": [], "citations": [CITATION]}
MENTION = {
    "start": 4,
    "end": 17,
    "text": "State Council",
    "type": "actor",
    "id": "state-council",
    "label": "State Council",
    "score": 0.98,
    "status": "listed",
}
MEASURE = {
    "start": 51,
    "end": 72,
    "text": "support the Northeast",
    "instrument": "regional-cooperation",
    "label": "regional-cooperation",
    "score": 0.7,
    "standing": "planned",
    "actors": ["state-council"],
    "industries": [],
    "regions": ["northeast-china"],
    "policies": ["northeast-recent-support-opinions-2014"],
    "quantities": [],
    "deadline": None,
}
ANNOTATION = {**CITE, "mentions": [MENTION], "measures": [MEASURE]}
ARTICLE = {
    "id": "new-plan",
    "title": "A new plan",
    "kind": "article",
    "text": "Heilongjiang will build a grain port at Fuyuan.",
    "text_role": "full text",
    "passages": [
        {"id": "new-plan/0", "start": 0, "end": 47, "text": "Heilongjiang will build a grain port at Fuyuan."}
    ],
    "language": "en",
    "warnings": [],
    "mentions": [],
    "citations": [],
    "measures": [],
}
POLICY = {
    "id": "made-in-china-2025",
    "title_en": "Made in China 2025",
    "title_zh": "中国制造2025",
    "kind": "plan",
    "level": "national",
    "date": "2015-05-08",
    "status": "in force",
    "number_zh": "国发〔2015〕28号",
    "issuers": ["state-council"],
    "relations": [],
    "cited_by": ["2006-heilongjiang-maps-resurgence"],
}
ENTITY = {
    "type": "region",
    "id": "heilongjiang",
    "label_en": "Heilongjiang",
    "label_zh": "黑龙江",
    "broader": "china",
    "kind": "province",
    "gbt2260": "230000",
    "mentioned_in": ["2006-heilongjiang-maps-resurgence"],
}
MEASURES = {
    "release": "20261125T200434Z",
    "total": 1,
    "next": None,
    "measures": [{"document": {"id": "new-plan", "kind": "article", "title": "A new plan"}, **MEASURE}],
}
JOB = {
    "id": "0d6c7f7c5a5b4e0f9f6f1e5f3f0b6a1c",
    "action": "add new-plan",
    "status": "done",
    "release": "20261125T200434Z",
    "problems": [],
}
NEW_DOCUMENT = {
    "id": "new-plan",
    "title": "A new plan",
    "text": "Heilongjiang will build a grain port at Fuyuan.",
    "date": "2026-05",
    "language": "en",
}
