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
            "title": "Heilongjiang Maps Out Resurgence",
            "title_zh": None,
            "url": None,
            "date": "2006-04-18",
            "publisher": "China Daily",
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
    "warnings": [],
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
            "title": "Heilongjiang Maps Out Resurgence",
            "passage": "2006-heilongjiang-maps-resurgence/2",
            "start": 412,
            "end": 457,
            "score": 0.8,
        }
    ],
    "phrased": [],
    "model": None,
}
TEXT = {"text": "The State Council issued Guofa [2014] No. 28 to support the Northeast.", "id": "note-1"}
QUESTION = {"question": "What keeps young people in Heilongjiang?"}
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
    "proposed_by": None,
}
ANNOTATION = {**CITE, "mentions": [MENTION], "measures": [MEASURE]}
ARTICLE = {
    "id": "new-plan",
    "title": "A new plan",
    "title_zh": None,
    "kind": "article",
    "text": "Heilongjiang will build a grain port at Fuyuan.",
    "text_role": "full text",
    "names": [],
    "authors": [],
    "publisher": None,
    "date": "2026-05",
    "url": None,
    "translation_of": None,
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
    "status": "expired",
    "aliases_en": ["MIC 2025"],
    "aliases_zh": ["国务院关于印发《中国制造2025》的通知"],
    "context_aliases_en": [],
    "context_aliases_zh": [],
    "number_zh": "国发〔2015〕28号",
    "number_en": "Guofa [2015] No. 28",
    "number_checked": True,
    "issuers": ["state-council"],
    "valid_from": "2015-05-08",
    "valid_to": "2025-12-31",
    "regions": ["china"],
    "industries": ["equipment-manufacturing", "robotics"],
    "relations": [],
    "summary": "A plan of ten years for manufacturing.",
    "sources": ["http://hk.lexiscn.com/law/law-english-1-2588408-T.html?eng=0"],
    "confidence": "high",
    "cited_by": ["2006-heilongjiang-maps-resurgence"],
}
ENTITY = {
    "type": "region",
    "id": "heilongjiang",
    "label_en": "Heilongjiang",
    "label_zh": "黑龙江省",
    "aliases_en": ["Heilongjiang Province"],
    "aliases_zh": ["黑龙江"],
    "context_aliases_en": [],
    "context_aliases_zh": ["黑"],
    "broader": "china",
    "unconfirmed": [],
    "kind": "province",
    "gbt2260": "230000",
    "iso3166": None,
    "geonames": 2036965,
    "lat": 48.0,
    "long": 128.0,
    "members": [],
    "designations": [],
    "mentioned_in": ["2006-heilongjiang-maps-resurgence"],
}
_BRIEF = ("id", "kind", "title", "title_zh", "publisher", "date", "url", "language", "text_role")
MEASURES = {
    "release": "20261125T200434Z",
    "total": 1,
    "next": None,
    "measures": [{"document": {name: ARTICLE[name] for name in _BRIEF}, **MEASURE}],
}
MEASURES_CSV = (
    "document,kind,title,publisher,date,url,start,end,quote,instrument,standing,actors,industries,regions,"
    "policies,quantities,deadline,score\r\n"
    "new-plan,article,A new plan,,2026-05,,13,46,will build a grain port at Fuyuan,infrastructure,planned,"
    "heilongjiang-government,,fuyuan,,,,0.71\r\n"
)
JOB = {
    "id": "0d6c7f7c5a5b4e0f9f6f1e5f3f0b6a1c",
    "action": "add new-plan",
    "status": "done",
    "release": "20261125T200434Z",
    "problems": [],
}
RUNNING = {**JOB, "status": "running", "release": None}
NEW_DOCUMENT = {
    "id": "new-plan",
    "title": "A new plan",
    "text": "Heilongjiang will build a grain port at Fuyuan.",
    "date": "2026-05",
    "language": "en",
}
RDF = {
    "ttl": '<https://example.org/a> <http://www.w3.org/2000/01/rdf-schema#comment> "A note" .',
    "nt": '<https://example.org/a> <http://www.w3.org/2000/01/rdf-schema#comment> "A note" .',
    "jsonld": {"@id": "https://example.org/a", "http://www.w3.org/2000/01/rdf-schema#comment": "A note"},
    "rdfxml": (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#"><rdf:Description rdf:about="https://example.org/a">'
        "<rdfs:comment>A note</rdfs:comment></rdf:Description></rdf:RDF>"
    ),
}
RESULTS = {
    **RDF,
    "json": {
        "head": {"vars": ["n"]},
        "results": {
            "bindings": [
                {
                    "n": {
                        "type": "literal",
                        "value": "994",
                        "datatype": "http://www.w3.org/2001/XMLSchema#integer",
                    }
                }
            ]
        },
    },
    "xml": (
        '<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="n"/></head><results>'
        '<result><binding name="n"><literal>994</literal></binding></result></results></sparql>'
    ),
    "csv": "n\r\n994\r\n",
    "tsv": "?n\n994\n",
}
