# Keys to the API.
tokens-title = Keys for other systems
tokens-lede = With a key, the municipality’s own systems, such as the intranet and BI, can fetch what the key opens. A key is not a person and cannot sign in here.
tokens-open = Keys that work
tokens-none = There are no keys that work.
tokens-over = { $number ->
    [one] { $number } key that is closed
   *[other] { $number } keys that are closed
}
tokens-name = Name
tokens-name-hint = The system that will use it, such as the front page of the intranet.
tokens-name-eyes = Seen by those who see accounts and roles
tokens-opens = Opens
tokens-scope-hint = Choose only what the system needs. You can give access to what you can see yourself in the whole organisation.
tokens-until = Until and including
tokens-used = Last used
tokens-never-used = never
tokens-ended = Closed
tokens-made-by = Made by { $name } { $day }
tokens-revoke = Close
tokens-revoked = The key is closed. It opens nothing more.
tokens-revoked-on = Closed { $day }
tokens-expired = Expired { $day }
tokens-maker-gone = The account of { $name }, who made it, is closed
tokens-make = Make a key
tokens-last-day = Last day
tokens-last-day-hint = A year unless you choose otherwise; two at most.
tokens-submit = Make the key
tokens-no-scope = Choose at least one thing that the key opens.
tokens-past = That day is over.
tokens-too-late = A key works for two years at most: until { $day }.
tokens-rules = A key never shows drafts, and never who told or wrote something. That it was made or closed stands in the log. It closes by itself when the account of whoever made it is closed.
tokens-document = The description of the API (OpenAPI)
token-made-title = The key is made
token-made-lede = It is shown only now. Put it where the system keeps its secrets, and do not send it by e-mail.
token-made-key = Key
token-made-try = Try it
token-made-done = I have kept it
access-tokens = Keys for other systems

# What a key opens.
permissions-api = Keys for other systems
reach-gives = can give
may-manage-tokens = Make and close keys
may-manage-tokens-text = Keys for other systems, each to what one can see oneself in the whole organisation.
scope-organisation = Units
scope-organisation-text = The organisation’s units with numbers of people and leaders’ names.
scope-people = People
scope-people-text = Name, work e-mail and posts of everybody with a post today. Each time stands in the log, and those whom it is about can see it.
scope-foundation = The foundation
scope-foundation-text = Editions in force and earlier ones with their elements, and what is prominent.
scope-interpretations = Interpretations
scope-interpretations-text = Which interpretations are in use, and the text of those that the leader shows to everybody.
scope-stories = Stories
scope-stories-text = Stories that others can read. Never who told them.
scope-tell-stories = Tell
scope-tell-stories-text = Send a story, which waits to be read before others see it.
scope-decisions = Decisions
scope-decisions-text = Decisions that are recorded. Never drafts, and never who wrote.
scope-traces = Traces
scope-traces-text = Day, unit, element and strength. A trace holds no people and no text.

deed-make-token = Key for another system made
deed-revoke-token = Key for another system closed
deed-read-people-by-token = People fetched with a key

# Answers that cannot be given.
api-no-key-title = A key that works is missing
api-no-key = Send the key as Authorization: Bearer grl_… A key may have expired or been closed; an administrator can make a new one.
api-scope-title = The key does not open this
api-scope = This takes { $scope }. An administrator can make a key that opens it.
api-only-json-title = JSON is spoken here
api-not-acceptable = The answer is only there as application/json. Correct Accept, or leave it out.
api-media-type = Send application/json.
api-unreadable-title = It could not be read
api-unreadable = What you sent is not JSON.
api-unfit-title = Something is to be mended
api-unfit = Nothing is stored. What is wrong stands with each field.
api-wrong-fields = The fields are not those of the description, or hold another kind of value.
api-too-many-title = Too many at once
api-too-many = Wait a second and try again.
api-not-found-title = It is not there
api-twice = The parameter stands twice.
api-unknown-parameter = There is no such parameter here.
api-identity = Write an identity (UUID).
api-no-unit = The unit is not there today.
api-no-element = The element is not in force today.
api-names = The text holds the name of somebody who works here. Write it without names, or send keep_names if the name shall stand.
