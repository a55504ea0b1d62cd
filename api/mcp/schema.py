"""The graph in short, for an assistant that is about to write a query."""

SCHEMA = """\
PREFIX drc: <https://w3id.org/drcgraph/ontology#>       PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX oa: <http://www.w3.org/ns/oa#>                   PREFIX cito: <http://purl.org/spar/cito/>
PREFIX eli: <http://data.europa.eu/eli/ontology#>       PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX schema: <https://schema.org/>                    PREFIX search: <https://w3id.org/drcgraph/search#>
Things: <https://w3id.org/drcgraph/KIND/ID>, KIND article, policy, actor, industry, region, instrument.

drc:Article, drc:Policy: dcterms:title (@en, @zh), drc:titleAsRead, drc:text, drc:textRole, dcterms:issued,
  dcterms:source (its address), cito:cites (a policy)
drc:Policy too: eli:passed_by (an actor), eli:date_document, eli:first_date_entry_in_force,
  eli:date_no_longer_in_force, drc:status, drc:level, drc:documentNumber/drc:writtenForm, dcterms:abstract,
  eli:is_about (an industry), dcterms:spatial (a region), drc:implements, dcterms:replaces
drc:Passage: dcterms:isPartOf (its document), oa:hasSelector/oa:exact (its text)
Findings, each with oa:hasTarget [ oa:hasSource ?document ; oa:hasSelector [ oa:exact ?quote ] ],
  drc:inPassage, drc:confidence:
  drc:Mention: oa:hasBody (an actor, industry or region)
  drc:Citation: cito:hasCitingEntity, cito:hasCitedEntity (a policy, where resolved), drc:candidate,
    drc:citationState, drc:citedTitle, drc:citedNumber
  drc:Measure: drc:instrument, drc:standing, drc:actor, drc:targetIndustry, drc:targetRegion,
    drc:refersToPolicy, drc:deadline, drc:quantity [ schema:value ; schema:unitText ]
drc:Actor, drc:Industry, drc:Region, drc:Instrument: skos:prefLabel, skos:altLabel; drc:Industry: skos:broader
drc:Uptake: drc:proposedMeasure, drc:orderedMeasure; drc:Transmission: drc:centralMeasure, drc:localMeasure,
  drc:outcome; drc:RelatedPolicies: drc:relatedPolicy (two of them)
Search inside a query: SERVICE <https://w3id.org/drcgraph/search> { ?passage search:text "words" ;
  search:document ?document ; search:score ?score }
"""
"""Prefixes, classes and the properties that queries ask for; the ontology's reference has all of them."""
