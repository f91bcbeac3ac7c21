#include "core/mail_providers.hpp"

#include <algorithm>
#include <array>

#include "base/mail.hpp"

namespace amends::core {

namespace {

/// Domains of providers of mailboxes for everybody; those below them ("yahoo.co.uk") by their own line.
constexpr std::array<std::string_view, 154> public_domains{
    "126.com",        "139.com",        "163.com",         "1und1.de",      "abv.bg",         "aim.com",
    "alice.it",       "aliyun.com",     "aol.com",         "aol.de",        "arcor.de",       "att.net",
    "bellsouth.net",  "bigpond.com",    "bigpond.net.au",  "bk.ru",         "bluewin.ch",     "blueyonder.co.uk",
    "bol.com.br",     "btinternet.com", "centrum.cz",      "charter.net",   "chello.at",      "chello.nl",
    "comcast.net",    "cox.net",        "daum.net",        "earthlink.net", "email.cz",       "email.de",
    "fastmail.com",   "fastmail.fm",    "foxmail.com",     "free.fr",       "freemail.hu",    "freenet.de",
    "frontier.com",   "gazeta.pl",      "gmail.com",       "gmx.at",        "gmx.ch",         "gmx.com",
    "gmx.de",         "gmx.net",        "googlemail.com",  "hanmail.net",   "hetnet.nl",      "home.nl",
    "hotmail.be",     "hotmail.co.jp",  "hotmail.co.uk",   "hotmail.com",   "hotmail.com.br", "hotmail.de",
    "hotmail.es",     "hotmail.fr",     "hotmail.it",      "hotmail.nl",    "hushmail.com",   "icloud.com",
    "iinet.net.au",   "inbox.lv",       "inbox.ru",        "interia.pl",    "juno.com",       "kabelmail.de",
    "kpnmail.nl",     "laposte.net",    "libero.it",       "list.ru",       "live.be",        "live.ca",
    "live.co.uk",     "live.com",       "live.de",         "live.dk",       "live.fr",        "live.it",
    "live.nl",        "live.no",        "live.se",         "mac.com",       "mail.bg",        "mail.com",
    "mail.de",        "mail.ee",        "mail.ru",         "mailbox.org",   "mailfence.com",  "me.com",
    "msn.com",        "mts.ru",         "nate.com",        "naver.com",     "neuf.fr",        "ntlworld.com",
    "o2.pl",          "o2online.de",    "onet.eu",         "onet.pl",       "online.de",      "online.no",
    "op.pl",          "optonline.net",  "optusnet.com.au", "orange.fr",     "outlook.at",     "outlook.be",
    "outlook.com",    "outlook.com.br", "outlook.de",      "outlook.es",    "outlook.fr",     "outlook.it",
    "outlook.jp",     "planet.nl",      "pm.me",           "posteo.de",     "posteo.net",     "proton.me",
    "protonmail.ch",  "protonmail.com", "qq.com",          "rambler.ru",    "rediffmail.com", "riseup.net",
    "rocketmail.com", "rogers.com",     "runbox.com",      "sapo.pt",       "sbcglobal.net",  "seznam.cz",
    "sfr.fr",         "shaw.ca",        "sina.com",        "sky.com",       "skynet.be",      "sohu.com",
    "startmail.com",  "sympatico.ca",   "t-online.de",     "talktalk.net",  "telenet.be",     "telia.com",
    "terra.com.br",   "tin.it",         "tiscali.it",      "tuta.com",      "tutanota.com",   "tutanota.de",
    "ukr.net",        "uol.com.br",     "verizon.net",     "virgilio.it"};

/// Providers with a domain in many countries: everything that begins so and has one or two labels more.
constexpr std::array<std::string_view, 8> public_names{"yahoo",  "ymail",    "yandex", "wanadoo",
                                                       "virgin", "vodafone", "web",    "wp"};
constexpr std::array<std::string_view, 14> country_labels{"com", "de", "fr", "it", "es", "uk", "in",
                                                          "ca",  "au", "br", "jp", "ru", "pl", "nl"};

constexpr std::array<std::string_view, 17> nobodies{
    "noreply",    "no-reply",   "no_reply",  "donotreply",    "do-not-reply",  "do_not_reply",
    "newsletter", "news",       "mailing",   "notification",  "notifications", "bounce",
    "bounces",    "postmaster", "marketing", "mailer-daemon", "alerts"};

bool is_name_of_provider(std::string_view domain) {
    const auto dot = domain.find('.');
    if (dot == std::string_view::npos) return false;
    const std::string_view last = domain.substr(domain.rfind('.') + 1);
    const bool country = std::ranges::find(country_labels, last) != country_labels.end();
    return country && std::ranges::find(public_names, domain.substr(0, dot)) != public_names.end();
}

}  // namespace

bool is_public_domain(std::string_view domain) {
    return domain.empty() || domain.find('.') == std::string_view::npos ||
           std::ranges::binary_search(public_domains, domain) || is_name_of_provider(domain);
}

bool is_nobody(std::string_view mailbox) {
    const std::string canonical = base::canonical_mailbox(base::without_tag(mailbox));
    const auto local = std::string_view(canonical).substr(0, canonical.rfind('@'));
    return std::ranges::find(nobodies, local) != nobodies.end();
}

std::string person_of(std::string_view mailbox) {
    std::string person = base::canonical_mailbox(base::without_tag(mailbox));
    const std::string domain = base::domain_of(person);
    if (domain != "gmail.com" && domain != "googlemail.com") return person;
    person.erase(person.rfind('@'));
    std::erase(person, '.');
    return person + "@gmail.com";
}

}  // namespace amends::core
