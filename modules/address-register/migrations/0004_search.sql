-- Search as a person would: best first, and in spite of typing errors.

-- Words of a party's own names weigh A, those of its organisation's D, so that one index serves both and tells them apart.
update address_register.communication_party as party
   set search_words = (
     select string_agg(quote_literal(lexeme) || ':1' || case when strpos(party.sort_name, lexeme) > 0 then 'A' else 'D' end, ' ')
       from unnest(party.search_words))::tsvector
 where search_words <> ''::tsvector;
create index communication_party_by_hpr_number on address_register.communication_party (hpr_number)
  where hpr_number is not null;

-- How a word is compared when its spelling is uncertain: tromso is tromsø, aalesund is ålesund.
create function address_register.plain_word(word text) returns text language sql immutable strict parallel safe as $$
  select replace(replace(translate(word, 'øåöäéèêüò', 'oaoaeeeuo'), 'aa', 'a'), 'æ', 'ae')
$$;

create function address_register.word_trigrams(word text) returns setof text language sql immutable strict parallel safe as $$
  select distinct substr(padded, position, 3)
    from (select '  ' || address_register.plain_word(word) || ' ' as padded) as plain,
         generate_series(1, length(padded) - 2) as position
$$;

-- Every word that parties are found by, under each of its trigrams. Words are few: a country has some ten thousand.
-- Ours instead of pg_trgm: no extension to install, and no locale that decides whether æ, ø and å are letters.
create table address_register.search_word_trigram (
  trigram text collate "C" not null,
  word text collate "C" not null,
  primary key (trigram, word)
);
insert into address_register.search_word_trigram (trigram, word)
select trigram, word
  from (select distinct lexeme as word from address_register.communication_party, unnest(search_words)) as vocabulary,
       address_register.word_trigrams(word) as trigram;
