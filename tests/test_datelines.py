"""Datelines: where, when and by whom a report was filed."""

import pytest

from helpers.datelines import dateline


@pytest.mark.parametrize(
    ("text", "filed"),
    [
        (
            "新华社西宁12月20日电（记者 王平 李安）平均海拔四千米的草原",
            "新华社西宁12月20日电（记者 王平 李安）",
        ),
        ("本报兰州3月18日讯（记者 王平）省政府举行发布会", "本报兰州3月18日讯（记者 王平）"),
        ("某某网讯（记者 王平）9月14日报道：脐橙进入收获期", "某某网讯（记者 王平）9月14日报道："),
        ("某某网讯(记者 王平)“我们搬了新家”", "某某网讯(记者 王平)"),
        ("央视网消息（新闻联播）：山东全面推进乡村振兴", "央视网消息（新闻联播）："),
        ("时刻新闻5月9日讯（通讯员 王平）走进茶园", "时刻新闻5月9日讯（通讯员 王平）"),
        ("11月27日讯 蔬菜价格回落", "11月27日讯"),
        ("（记者 王平）8月25日报道：入秋时节", "（记者 王平）8月25日报道："),
        ("截至12月20日，全县有合作社312个", ""),
        ("合作社通过网络直播卖货，好消息一个个传来", ""),
        ("12月20日通电：全村用上了电", ""),
    ],
)
def test_a_dateline_ends_before_the_story_begins(text: str, filed: str) -> None:
    start, end = dateline(text)
    assert text[start:end] == filed
