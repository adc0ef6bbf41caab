use huiyin_domain::RobotKind;

/// Whether a text is an address to which notices of a kind are sent: an e-mail address, or where robots are posted to. Those of the three services are only reached at
/// their services, by HTTPS: a mistyped address does not carry the key of a group anywhere else.
pub(super) fn is_url(kind: RobotKind, text: &str) -> bool {
    if kind == RobotKind::Mail {
        return is_mail(text);
    }
    let Some((scheme, rest)) = text.split_once("://") else {
        return false;
    };
    let is_plain = text.bytes().all(|byte| byte.is_ascii_graphic());
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if !is_plain || host.is_empty() || host.contains('@') {
        return false;
    }
    let hosts: &[&str] = match kind {
        RobotKind::WeCom => &["qyapi.weixin.qq.com"],
        RobotKind::DingTalk => &["oapi.dingtalk.com"],
        RobotKind::Feishu => &["open.feishu.cn", "open.larksuite.com"],
        RobotKind::Webhook => return matches!(scheme, "https" | "http"),
        RobotKind::Mail => return false,
    };
    scheme == "https" && hosts.contains(&host)
}

/// The host of such an address, which is all of it that is ever shown again; an e-mail address, which is no secret, whole.
pub(super) fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', '?', '#']).next().unwrap_or_default()
}

/// Whether a text can be an e-mail address: something, an at sign, a domain.
pub(crate) fn is_mail(text: &str) -> bool {
    let is_plain = |it: &str| {
        !it.is_empty()
            && it.chars().all(|each| {
                !each.is_whitespace() && !each.is_control() && !"<>,;@\"".contains(each)
            })
    };
    text.split_once('@').is_some_and(|(name, domain)| {
        is_plain(name) && is_plain(domain) && !domain.starts_with('.') && !domain.ends_with('.')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_of_a_group_goes_to_its_service_only() {
        let wecom = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6";
        assert!(is_url(RobotKind::WeCom, wecom));
        for wrong in [
            "http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1",
            "https://qyapi.weixin.qq.com.example.org/cgi-bin/webhook/send?key=1",
            "https://qyapi.weixin.qq.com@example.org/?key=1",
            "qyapi.weixin.qq.com/cgi-bin",
            "",
        ] {
            assert!(!is_url(RobotKind::WeCom, wrong), "{wrong}");
        }
        assert!(is_url(RobotKind::Webhook, "http://orders.lan:8080/in"));
        assert!(!is_url(RobotKind::Webhook, "ftp://orders.lan/in"));
        assert!(!is_url(RobotKind::DingTalk, wecom));
        assert!(!is_url(RobotKind::Mail, wecom));
        assert!(is_url(RobotKind::Mail, "auditor@example.org"));
        assert_eq!(host("auditor@example.org"), "auditor@example.org");
        assert_eq!(host(wecom), "qyapi.weixin.qq.com");
    }

    #[test]
    fn an_address_has_a_name_and_a_domain() {
        assert!(is_mail("chen.wanyi@cuihu.example"));
        for wrong in [
            "",
            "chen",
            "@cuihu.example",
            "a@b@c",
            "a b@c.d",
            "a@.d",
            "陳 <a@b.c>",
        ] {
            assert!(!is_mail(wrong), "{wrong}");
        }
    }
}
